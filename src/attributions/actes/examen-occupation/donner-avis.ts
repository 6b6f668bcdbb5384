import type { Base } from "#socle/lectures/base.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { readSeance, requireSecretaire } from "../../lectures/cal/seance-lue.ts";
import { checkEtat, checkQuorum } from "../../regles/cal/seance.ts";
import type { AvisOccupation } from "../../regles/examen-occupation/examen-occupation.ts";

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
 * The commission gives its opinion on the conditions of occupation (CCH, art. L. 442-5-2): written once, by its secretary, while the session
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
      throw conflit(
        "avis-deja-donne",
        "L’avis sur cette occupation est déjà donné, ou elle n’est pas à l’ordre du jour.",
      );
    }
    const objet = `examen:${examen}/seance:${id}`;
    await tx.journal.ecrire({ acte: "occupation-avisee", ressource: "examen-occupation", epci: seance.epci, objet });
  });
}
