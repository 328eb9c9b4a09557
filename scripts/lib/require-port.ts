import { createServer } from "node:net";
import { BootError } from "@/lib/runtime/boot-error";

/**
 * A port to listen on: the wanted one if it is free, any free one for 0.
 * @throws {BootError} saying what to do when it can't be had.
 */
export function requirePort({ host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => reject(new BootError(explain(error, host, port))));
    server.listen(port, host, () => {
      const address = server.address();
      const actual = address && typeof address === "object" ? address.port : port;
      server.close(() => resolve(actual));
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`;
    case "EACCES":
      return `Port ${port} needs more rights than you have. Choose one above 1023: PORT=3000 npm start`;
    default:
      return `The server can't listen on ${host}:${port} (${error.message}). Correct HOST or PORT.`;
  }
}
