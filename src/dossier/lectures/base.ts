import type { CotationQueries } from "./cotation/ports.ts";
import type { ChangementQueries, CourrierQueries } from "./courrier/ports.ts";
import type { EvenementQueries } from "./evenement/ports.ts";
import type { InformationQueries } from "./information/ports.ts";
import type { MessageQueries } from "./message/ports.ts";
import type { PieceQueries } from "./piece/ports.ts";
import type { DossierQueries } from "./ports.ts";
import type { PropositionQueries } from "./proposition/ports.ts";
import type { RegistreQueries } from "./registre/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly registres: RegistreQueries;
    readonly cotations: CotationQueries;
    readonly pieces: PieceQueries;
    readonly changementsContact: ChangementQueries;
    readonly courriers: CourrierQueries;
    readonly messages: MessageQueries;
    readonly propositions: PropositionQueries;
    readonly dossiers: DossierQueries;
    readonly evenements: EvenementQueries;
    readonly information: InformationQueries;
  }
}
