import { checkEtat, checkQuorum } from "#domain/cal/seance.ts";
import type { AvisOccupation } from "#domain/examen-occupation/examen-occupation.ts";
import { Refus } from "#domain/shared/refus.ts";
import { relireTexte } from "#domain/texte-libre/relire-texte.ts";
import type { Base } from "../base.ts";
import { readSeance, requireSecretaire } from "../cal/seance-lue.ts";

export type AvisSaisi = {
  readonly epci: string;
  readonly seance: number;
  readonly examen: number;
  readonly avis: AvisOccupation;
  readonly texte: string | null;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * The commission states the conditions of occupation and says what to propose (CCH, art. L. 442-5-2): written once, by its secretary, while the session
 * is open. Refuses `seance-inconnue`, `droit-absent`, `cal-etat`, `cal-quorum`, `avis-a-relire`, `avis-deja-donne`.
 */
export async function donnerAvisOccupation(base: Base, saisie: AvisSaisi): Promise<void> {
  const { epci, seance: id, examen, avis, texte, relu, aujourdhui } = saisie;
  if (texte !== null) {
    relireTexte(texte, "Précision de l’avis :", {
      relu,
      aRelire: "avis-a-relire",
      details: { champ: "texte" },
    });
  }
  await base.serialisable(async (tx) => {
    const { seance, quorum } = await readSeance(tx, epci, id);
    requireSecretaire(tx, seance);
    checkEtat(seance.etat, ["ouverte"], "donner un avis");
    checkQuorum(quorum);
    if (!(await tx.examensOccupation.donnerAvis(id, examen, { avis, texte, le: aujourdhui }))) {
      throw new Refus(
        "avis-deja-donne",
        "L’avis sur cette occupation est déjà donné, ou elle n’est pas à l’ordre du jour.",
      );
    }
    const objet = `examen:${examen}/seance:${id}`;
    await tx.journal.ecrire({ acte: "occupation-avisee", ressource: "examen-occupation", epci, objet });
  });
}
