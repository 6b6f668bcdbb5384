import { ecrireCommunes } from "#programme/actes/regles/ecrire-communes.ts";
import { ecrireRegle } from "#programme/actes/regles/ecrire-regle.ts";
import { COMMUNES_PLH, REGLES } from "../../../demo/plh.ts";
import type { Session } from "./session.ts";

/** The rules of the signed convention and figures of communes, through the acts. Does nothing when the territory has rules already. */
export async function openPlhDemo({ base, horloge }: Pick<Session, "base" | "horloge">, epci: string): Promise<void> {
  if ((await base.regles.list(epci)).length > 0) return;
  const aujourdhui = horloge.aujourdhui();
  await base.transaction(async (tx) => {
    for (const regle of REGLES) await ecrireRegle(tx, { ...regle, epci, relu: true, aujourdhui });
    const source = COMMUNES_PLH[0]?.source ?? "";
    await ecrireCommunes(tx, { epci, lignes: COMMUNES_PLH, source, relu: true, synthetique: true });
  });
}
