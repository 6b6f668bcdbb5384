import pino, { type DestinationStream, type Logger } from "pino";

/**
 * The only fields that a line may hold: a field added later is masked until it is listed here. `compte`: a number, by which the operator who
 * investigates a break-in finds the sessions to close; `moyen`: the way in.
 */
const CHAMPS: ReadonlySet<string> = new Set([
  "requete",
  "methode",
  "route",
  "statut",
  "ms",
  "acteur",
  "epci",
  "decision",
  "refus",
  "manque",
  "compte",
  "moyen",
  "lot",
  "err",
  "signal",
  "coupees",
]);

const MASQUE = "[masqué]";

/** The log of the server: one JSON line per event, on `destination` (stderr by default). It holds no value that a person wrote. */
export function openServerLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: describeError },
      formatters: {
        level: (label) => ({ level: label }),
        log: (line) =>
          Object.fromEntries(Object.entries(line).map(([key, value]) => [key, CHAMPS.has(key) ? value : MASQUE])),
      },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination,
  );
}

type ErreurDecrite = {
  readonly type: string;
  readonly code?: string;
  readonly table?: string;
  readonly contrainte?: string;
  readonly pile: readonly string[];
  readonly cause?: ErreurDecrite;
};

/**
 * The origin of an error, never its message: PostgreSQL quotes the row in it, the file system the path, JSON the text. Its class, code and stack
 * frames are enough to find it.
 */
function describeError(error: unknown, depth = 0): ErreurDecrite {
  if (!(error instanceof Error)) return { type: typeof error, pile: [] };
  const cause = firstCause(error);
  return {
    type: error.constructor.name,
    ...named("code", error, "code"),
    ...named("table", error, "table"),
    ...named("contrainte", error, "constraint"),
    pile: framesOf(error),
    ...(cause !== undefined && depth < 3 ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

function firstCause(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : error.cause;
}

/** Keeps names that we or the system chose: « 23505 », « ENOSPC », « lot_deja_importe ». Anything else is left out. */
function named(as: string, error: Error, property: string): Record<string, string> {
  const value: unknown = Reflect.get(error, property);
  return typeof value === "string" && /^[A-Za-z0-9_.-]{1,64}$/.test(value) ? { [as]: value } : {};
}

const FRAME = /^\s+at (?:[^()]* \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^()]*:\d+:\d+\)?$/;

/** The stack begins with the message, which may span lines: only frames after it are kept. */
function framesOf({ name, message, stack = "" }: Error): string[] {
  const head = stack.indexOf(message);
  const frames = head === -1 ? stack.slice(name.length) : stack.slice(head + message.length);
  return frames
    .split("\n")
    .filter((line) => FRAME.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}
