import type { Coffre } from "../lectures/coffre.ts";
import type { Antivirus, DepotPieces } from "../lectures/piece/ports.ts";

declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    /** What seals numbers and sensitive answers. */
    readonly coffre: Coffre;
    /** Encrypted files of the households. */
    readonly pieces: DepotPieces;
    /** null: the installation has none. */
    readonly antivirus: Antivirus | null;
  }
}
