import type { DoublonQueries } from "./doublon/ports.ts";
import type { EntretienQueries } from "./entretien/ports.ts";
import type { FicheContactQueries } from "./fiche-contact/ports.ts";
import type { SneEchangeQueries, TransmissionQueries } from "./sne-echange/ports.ts";
import type { VeilleQueries } from "./veille/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly doublons: DoublonQueries;
    readonly sneEchanges: SneEchangeQueries;
    readonly transmissions: TransmissionQueries;
    readonly veilles: VeilleQueries;
    readonly entretiens: EntretienQueries;
    readonly fichesContact: FicheContactQueries;
  }
}
