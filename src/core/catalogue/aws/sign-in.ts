import type { Circumstances } from '../entry.js';

const profileFlag = ({ profile }: Circumstances) => (profile === null ? '' : ` --profile ${profile}`);

/** Commands of the AWS CLI that settle who is asking. */
export const login = (told: Circumstances) => `aws sso login${profileFlag(told)}`;
export const signIn = (told: Circumstances) => `aws login${profileFlag(told)}`;
export const configureSso = (told: Circumstances) => `aws configure sso${profileFlag(told)}`;
/** The AWS CLI asks for the code, and puts what it gets for it into this shell. */
export const exported = (told: Circumstances) =>
  `eval "$(aws configure export-credentials${profileFlag(told)} --format env)"`;
export const whoAmI = (told: Circumstances) => `aws sts get-caller-identity${profileFlag(told)}`;
