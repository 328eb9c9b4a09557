import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps a text so that only this server's secret opens it. */
export type Seal = { close(text: string): string; open(sealed: string): string };

/** A seal made from the server's secret, for one purpose: what one purpose has sealed, another can't open. */
export function createSeal(secret: string, purpose: string): Seal {
  let key: Buffer | null = null;
  // Made when it is first used, which takes longer than most calls' other work: few of them seal anything.
  const theKey = () => {
    key ??= Buffer.from(hkdfSync("sha256", secret, "", purpose, 32));
    return key;
  };
  return {
    close(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, theKey(), nonce, { authTagLength: TAG_BYTES });
      const sealed = [cipher.update(text, "utf8"), cipher.final()];
      return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString("base64");
    },
    /** @throws when the text was sealed with another secret, or changed. */
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv(ALGORITHM, theKey(), bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
      return Buffer.concat(text).toString("utf8");
    },
  };
}
