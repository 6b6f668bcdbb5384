import { connect, type Socket } from "node:net";
import type { Antivirus } from "#dossier/lectures/piece/ports.ts";
import type { Configuration } from "./configuration.ts";

type Journal = { error(faits: Readonly<Record<string, unknown>>, message: string): void };

/** Milliseconds: longer than a scan of 10 MB, shorter than a person's patience. */
const DELAI_MS = 20_000;
const MORCEAU = 64 * 1024;

/**
 * Client of clamd, by its INSTREAM command: chunks preceded by their length, then a length of zero. It fails closed: any answer but « OK » or
 * « FOUND » leaves the piece in quarantine. null when the installation has no antivirus.
 */
export function openAntivirus(
  clamd: Configuration["clamd"],
  log: Journal,
  { delaiMs = DELAI_MS }: { readonly delaiMs?: number } = {},
): Antivirus | null {
  if (clamd === null) return null;
  return {
    examiner: async (octets) => {
      try {
        const reponse = await ask(clamd, octets, delaiMs);
        if (/^stream: OK$/.test(reponse)) return "saine";
        if (/^stream: .+ FOUND$/.test(reponse)) return "infectee";
        log.error({ reponse: reponse.slice(0, 80) }, "antivirus : réponse inattendue");
      } catch (error) {
        const code = error instanceof Error && "code" in error ? error.code : String(error).slice(0, 80);
        log.error({ code }, "antivirus injoignable");
      }
      return "injoignable";
    },
  };
}

function ask(clamd: NonNullable<Configuration["clamd"]>, octets: Uint8Array, delaiMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(clamd);
    const late = setTimeout(() => socket.destroy(new Error("slow")), delaiMs);
    const parts: Buffer[] = [];
    socket.once("connect", () => send(socket, octets));
    socket.on("data", (part) => parts.push(part));
    socket.once("error", reject);
    socket.once("close", () => {
      clearTimeout(late);
      // The « z » form ends with a zero byte.
      resolve(Buffer.concat(parts).toString("latin1").replaceAll("\0", "").trim());
    });
  });
}

function send(socket: Socket, octets: Uint8Array): void {
  socket.write("zINSTREAM\0");
  for (let place = 0; place < octets.length; place += MORCEAU) {
    const part = octets.subarray(place, place + MORCEAU);
    socket.write(sizeOf(part.length));
    socket.write(part);
  }
  socket.write(sizeOf(0));
}

function sizeOf(taille: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(taille);
  return octets;
}
