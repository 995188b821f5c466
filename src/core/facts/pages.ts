/** A page of the Amazon Chime SDK developer guide. */
export const guide = (page: string) => `https://docs.aws.amazon.com/chime-sdk/latest/dg/${page}.html`;

/** A page of the Amazon Chime SDK API reference. */
export const reference = (page: string) => `https://docs.aws.amazon.com/chime-sdk/latest/APIReference/API_${page}.html`;
