import type { Told } from '../entry.js';

const profileFlag = ({ profile }: Told) => (profile === null ? '' : ` --profile ${profile}`);

/** Commands of the AWS CLI that settle who is asking. */
export const login = (told: Told) => `aws sso login${profileFlag(told)}`;
export const signIn = (told: Told) => `aws login${profileFlag(told)}`;
export const configureSso = (told: Told) => `aws configure sso${profileFlag(told)}`;
/** The AWS CLI asks for the code, and puts what it gets for it into this shell. */
export const exported = (told: Told) => `eval "$(aws configure export-credentials${profileFlag(told)} --format env)"`;
export const whoAmI = (told: Told) => `aws sts get-caller-identity${profileFlag(told)}`;
