/** Who signs tokens: under which URL it is known, and what keeps the private parts of its keys. */
export type TokenIssuer = {
  /** `iss` and `aud` of its tokens. */
  url: string;
  /** `open` throws for what was sealed with another secret. */
  seal: { close(text: string): string; open(sealed: string): string };
};
