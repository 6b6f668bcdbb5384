import { modifierOperation, suivreOperation } from "#programme/actes/ecrire-operation.ts";
import type { Base } from "#socle/lectures/base.ts";
import { listChantiers } from "../../../demo/chantiers.ts";

/** What became of the demolitions, as the EPCI writes it. An operation that the register does not have is left out. */
export async function followChantiersDemo(base: Base, epci: string, aujourdhui: string): Promise<void> {
  const connues = await base.operations.list(epci);
  for (const { nom, vers, etapes } of listChantiers(Number(aujourdhui.slice(0, 4)))) {
    const id = connues.find((one) => one.nom === nom)?.id;
    const operation = id === undefined ? null : await base.operations.find(epci, id);
    if (!operation) continue;
    const { revision, bailleur, ...lue } = operation;
    const fiche = { ...lue, etapes, organisation: bailleur?.organisation ?? null };
    await modifierOperation(base, { epci, id: operation.id, revision, fiche, aujourdhui });
    let de = operation.etat;
    for (const etat of vers) {
      await suivreOperation(base, { epci, id: operation.id, de, vers: etat });
      de = etat;
    }
  }
}
