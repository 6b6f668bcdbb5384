import { createHash } from "node:crypto";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { checkSuiteReunion, LIBELLE_ETAT_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import type { Acte } from "#socle/regles/journal/acte.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { PointReunion } from "../lectures/ports.ts";
import type { ContenuReleve } from "../lectures/releve.ts";
import { composeReleve } from "../lectures/releve-composer.ts";
import type { Tenue } from "../lectures/tenue.ts";
import { readTenueOf } from "../lectures/tenue-lire.ts";
import { cleanTenue, NOTES_MAX } from "../lectures/tenue-texte.ts";
import { refusePoint } from "./inscrire-points.ts";
import { lockReunion } from "./reunion-ecrire.ts";

export type TenueVisee = { readonly epci: string; readonly reunion: number };

/**
 * Runs an act on an open meeting, locked until it ends. `work` returns the act for the journal. Refuses `reunion-inconnue`, `reunion-non-ouverte`.
 */
export async function ecrireTenue(
  base: Base,
  { epci, reunion: id }: TenueVisee,
  work: (tx: Base, tenue: Tenue) => Promise<Acte>,
): Promise<void> {
  await base.transaction(async (tx) => {
    const reunion = await lockReunion(tx, epci, id);
    if (reunion.etat !== "ouverte") {
      throw conflit(
        "reunion-non-ouverte",
        reunion.etat === "close"
          ? "Cette réunion est close : son relevé est figé, rien ne s’y écrit plus."
          : `Cette réunion n’est pas ouverte (${LIBELLE_ETAT_REUNION[reunion.etat].toLowerCase()}). Ouvrez-la d’abord.`,
      );
    }
    const acte = await work(tx, await readTenueOf(tx, reunion));
    await tx.journal.ecrire({ acte, ressource: "instance", epci, objet: `reunion:${id}` });
  });
}

type PointNote = TenueVisee & {
  readonly point: number;
  readonly etat: PointReunion["etat"];
  readonly notes: string;
  readonly relu: boolean;
};

/**
 * Writes the notes on a point, and whether it was dealt with. A point on a blocked case has no notes: the file of the case holds them, for its
 * readers.
 * Refuses `reunion-inconnue`, `reunion-non-ouverte`, `point-inconnu`, `point-cas-sans-notes`, and the refusals of the text.
 */
export async function noterPoint(base: Base, { point: id, etat, relu, ...demande }: PointNote): Promise<void> {
  const notes = cleanTenue(demande.notes, "Compte rendu", relu, NOTES_MAX);
  await ecrireTenue(base, demande, async (tx, { points }) => {
    const point = points.find((one) => one.id === id) ?? refusePoint();
    if (point.nature === "cas-bloque" && notes !== null) {
      throw new Refus(
        "point-cas-sans-notes",
        "Le relevé est lu par tous les partenaires : d’un cas bloqué, rien n’est écrit ici. Écrivez-le dans le dossier du cas.",
      );
    }
    await tx.tenues.notePoint(demande.epci, demande.reunion, id, { notes, etat });
    return "reunion-point-note";
  });
}

/**
 * Closes the meeting and freezes its minutes with a number and a hash. Refuses `reunion-inconnue`, `reunion-etat`, `reunion-incomplete`, with
 * the list of what is missing.
 */
export async function closeReunion(
  base: Base,
  { epci, reunion: id, maintenant }: TenueVisee & { readonly maintenant: string },
): Promise<void> {
  await base.transaction(async (tx) => {
    const reunion = await lockReunion(tx, epci, id);
    checkSuiteReunion(reunion.etat, "close");
    const tenue = await readTenueOf(tx, reunion);
    if (tenue.manques.length > 0) {
      throw conflit(
        "reunion-incomplete",
        `Cette réunion ne peut pas encore être close. ${tenue.manques.map(({ phrase }) => phrase).join(" ")}`,
        { manques: tenue.manques.length },
      );
    }
    const contenu = await composeReleve(tx, tenue);
    const { numero } = tenue;
    await tx.reunions.move(epci, id, { etat: "close", closeLe: maintenant });
    await tx.releves.add(epci, {
      reunion: id,
      numero,
      contenu,
      empreinte: hashReleve(contenu),
      figePar: tx.acteur.nom,
    });
    await tx.journal.ecrire({ acte: "reunion-close", ressource: "instance", epci, objet: `reunion:${id}` });
  });
}

/** SHA-256 of the canonical JSON (keys sorted), independent of the order that the database returns. */
function hashReleve(contenu: ContenuReleve): string {
  return createHash("sha256").update(canonicalJson(contenu)).digest("hex");
}
