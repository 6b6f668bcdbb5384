import {
  commenterBilanBailleur,
  preparerBilanBailleur,
  signerBilanBailleur,
} from "#bilan/actes/bilan-bailleur/actes.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

const ANNEE = 2018;

const COMMENTAIRES: Readonly<Record<string, string>> = {
  T1: "Commentaire de démonstration : trimestre conforme à nos propres relevés.",
  T2: "Commentaire de démonstration : les attributions hors quartier prioritaire restent à renforcer au second semestre.",
};

/**
 * Signs two quarters of one bailleur, and leaves the third to its user. Through the acts, with the rights of the synthetic account in
 * charge of that bailleur. Does nothing when there are bilans already, or nothing published.
 */
export async function signBilansDemo(session: SessionDemo, epci: string): Promise<void> {
  const base = await baseDemo(session, "responsable-bailleur", { ressource: "bilan", action: "valider" });
  const habilitation = base && habilitationFor(base.acteur, "bilan", "valider", epci);
  if (!base || !habilitation?.siren) return;
  const { organisation, siren } = habilitation;
  const [mois, versions] = await Promise.all([
    base.bilansBailleurs.mois(epci, ANNEE),
    base.bilansBailleurs.list(epci, ANNEE),
  ]);
  if (versions.length > 0) return;
  for (const [rang, periode] of ["T1", "T2"].entries()) {
    const signed = mois.some((row) => row.bailleur === siren && Math.ceil(row.mois / 3) === rang + 1);
    if (!signed) continue;
    const { id } = await preparerBilanBailleur({ base }, { epci, organisation, annee: ANNEE, periode });
    const commentaire = COMMENTAIRES[periode] ?? "";
    const { empreinte } = await commenterBilanBailleur({ base }, { epci, id, commentaire, precisions: [] });
    await signerBilanBailleur({ base, horloge: session.horloge }, { epci, id, empreinte, verifie: true });
  }
}
