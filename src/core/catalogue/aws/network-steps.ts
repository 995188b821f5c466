/** Steps that entries about the way to AWS share. */
export const CHECK_ENDPOINT =
  'check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants) and proxies in between';
export const CHECK_NETWORK = 'check the network, and a proxy or a firewall in between';
