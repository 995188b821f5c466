import { startEmbeddedAws } from './embedded-aws.js';
import type { Emulator, EmulatorOptions } from './emulator.js';
import { RULES } from './rules/index.js';
import { createSipMediaApplication } from './sma/sip-media-application.js';

export type { Emulator, EmulatorOptions } from './emulator.js';

/**
 * Starts the embedded AWS on 127.0.0.1. It never writes to the process's own streams. Rejects with an Error that has a
 * `code` where the port cannot be had, and with an Error where the handler's file cannot be loaded.
 */
export function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  return startEmbeddedAws(options, createSipMediaApplication, RULES);
}
