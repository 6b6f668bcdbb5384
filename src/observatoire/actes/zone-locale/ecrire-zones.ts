import type { Base } from "#socle/lectures/base.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import type { LieuZone } from "../../lectures/zone-locale/ports.ts";
import { checkNomZone } from "../../regles/zone-locale.ts";

/** Creates an empty zone. Refuses `zone-nom`, and as a text. */
export function addZone(base: Base, epci: string, nom: string): Promise<number> {
  return base.transaction(async (tx) => {
    await tx.zonesLocales.lock(epci);
    const ecrit = checkNomZone(nom, await tx.zonesLocales.zones(epci));
    relireTexte(ecrit, "Nom\u00A0:", { relu: true, aRelire: "motif-a-relire" });
    const id = await tx.zonesLocales.add(epci, ecrit);
    await writeJournal(tx, epci, id);
    return id;
  });
}

/** Deletes a zone; its places are then in none. Refuses `zone-inconnue`. */
export function removeZone(base: Base, epci: string, id: number): Promise<void> {
  return base.transaction(async (tx) => {
    if (!(await tx.zonesLocales.remove(epci, id))) throw unknownZone();
    await tx.zonesLocales.recount(epci);
    await writeJournal(tx, epci, id);
  });
}

/** Assigns communes and résidences to zones, or to none, and counts rents again. Refuses `zone-inconnue`, `zone-lieu`. */
export function saveLieux(base: Base, epci: string, lieux: readonly LieuZone[]): Promise<void> {
  return base.transaction(async (tx) => {
    const zones = new Set((await tx.zonesLocales.zones(epci)).map(({ id }) => id));
    if (lieux.some(({ zone }) => zone !== null && !zones.has(zone))) throw unknownZone();
    const communes = new Set((await tx.territoires.perimetre(epci)).map(({ commune }) => commune));
    if (lieux.some(({ genre, code }) => genre === "commune" && !communes.has(code))) {
      throw new Refus("zone-lieu", "Cette commune n’est pas du territoire. Rechargez la page.");
    }
    await tx.zonesLocales.save(epci, lieux);
    await tx.zonesLocales.recount(epci);
    await tx.journal.ecrire({ acte: "zones-locales-modifiees", ressource: "lot", epci, objet: `zones:${epci}` });
  });
}

function unknownZone(): Refus {
  return introuvable("zone-inconnue", "Cette zone n’existe plus. Rechargez la page.");
}

async function writeJournal(tx: Base, epci: string, id: number): Promise<void> {
  await tx.journal.ecrire({ acte: "zones-locales-modifiees", ressource: "lot", epci, objet: `zone:${id}` });
}
