import type { Courrier, Sms } from "#socle/lectures/courrier.ts";
import type { ConnexionDeps } from "./connexion/deps.ts";

/** What the routes of this module are given. */
declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    readonly connexion: ConnexionDeps;
    /** What leaves by e-mail: a mail server, or a folder. */
    readonly courrier: Courrier;
    /** The same by SMS: a gateway, or a folder. */
    readonly sms: Sms;
  }
}
