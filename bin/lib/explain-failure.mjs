/** The install can't be done; `message` is for a person and says what to do. */
export class InstallError extends Error {
  name = "InstallError";

  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const CAUSES = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/,
    "the npm registry can't be reached. Check the network (or the proxy: `npm config get proxy`) and try again",
  ],
  [/ENOSPC/, "the disk is full. The dependencies need about 3 GB; make room and try again"],
  [
    /EACCES|EPERM|EROFS/,
    "a file can't be written. Check that this folder and npm's cache (`npm config get cache`) belong to you",
  ],
  [
    /EUSAGE/,
    "package.json and package-lock.json don't fit together. Run `npm install` under Node 24 and commit the result",
  ],
  [
    /E404|ETARGET/,
    "the npm registry doesn't have a package that package-lock.json names. Check `npm config get registry`",
  ],
  [/EINTEGRITY/, "a downloaded package is damaged. Run `npm cache verify` and try again"],
];

/**
 * Turns a failed npm run into one sentence that says what to do.
 * @param {string} what the command, for the reader
 * @param {{ code: number, errors: string }} result
 */
export function explainFailure(what, { code, errors }) {
  if (code === 130 || code === 143) {
    return new InstallError("The install was interrupted; the next start begins it anew.", code);
  }
  const cause = CAUSES.find(([pattern]) => pattern.test(errors))?.[1];
  return new InstallError(
    cause
      ? `The dependencies could not be installed: ${cause}.`
      : `The dependencies could not be installed: \`${what}\` ended with code ${code}; what it printed above says why.`,
  );
}
