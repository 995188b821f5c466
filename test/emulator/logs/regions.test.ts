import { expect, it } from 'vitest';
import { createClock } from '../../../src/emulator/clock.js';
import { createLogRegions } from '../../../src/emulator/logs/regions.js';
import { GROUP } from './store.js';

function house() {
  const opened: string[] = [];
  const regions = createLogRegions(
    createClock(() => 0),
    0,
    (region, groups) => {
      opened.push(region);
      groups.ensureGroup(`made-in-${region}`);
    },
  );
  return { opened, regions };
}

it('a log group is in the region it was made in, and in no other', () => {
  const { regions } = house();
  regions.of('us-east-1').groups.append(GROUP, 'a', 'x');
  expect(regions.of('us-east-1').groups.read(GROUP)).toHaveLength(1);
  expect(regions.of('eu-central-1').groups.read(GROUP)).toBeUndefined();
});

it('a region is opened once, when it is used for the first time', () => {
  const { opened, regions } = house();
  expect(opened).toEqual([]);
  expect(regions.of('us-east-1')).toBe(regions.of('us-east-1'));
  expect(opened).toEqual(['us-east-1']);
  expect(regions.of('us-east-1').groups.read('made-in-us-east-1')).toEqual([]);
});

it('a reset empties every region, and counts its searches anew', () => {
  const { regions } = house();
  const search = () => regions.of('us-east-1').search.page({ logGroupName: GROUP }) as { nextToken?: string };
  regions.of('us-east-1').groups.append(GROUP, 'a', 'x');
  expect(search().nextToken).toBeDefined();
  expect(search().nextToken).toBeUndefined();
  regions.reset();
  expect(search().nextToken).toBeDefined();
  expect(regions.of('us-east-1').groups.read(GROUP)).toEqual([]);
});
