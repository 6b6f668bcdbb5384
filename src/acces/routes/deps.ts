import type { Courrier, Sms } from "#socle/lectures/courrier.ts";
import type { ConnexionDeps } from "./connexion/deps.ts";

declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    readonly connexion: ConnexionDeps;
    /** Outgoing e-mail: a mail server, or a folder. */
    readonly courrier: Courrier;
    /** Outgoing SMS: a gateway, or a folder. */
    readonly sms: Sms;
  }
}
