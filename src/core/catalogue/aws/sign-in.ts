import type { Told } from '../entry.js';

const profileFlag = ({ profile }: Told) => (profile === null ? '' : ` --profile ${profile}`);

/** Commands of the AWS CLI that settle who is asking. */
export const login = (told: Told) => `aws sso login${profileFlag(told)}`;
export const whoAmI = (told: Told) => `aws sts get-caller-identity${profileFlag(told)}`;
