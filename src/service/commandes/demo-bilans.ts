import {
  commenterBilanBailleur,
  preparerBilanBailleur,
  signerBilanBailleur,
} from "#bilan/actes/bilan-bailleur/actes.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

const COMMENTAIRES: Readonly<Record<string, string>> = {
  T1: "Commentaire de démonstration : trimestre conforme à nos propres relevés.",
  T2: "Commentaire de démonstration : les attributions hors quartier prioritaire restent à renforcer au second semestre.",
};

/**
 * Signs two quarters of one bailleur in 2018 and in the year in course, and leaves the third to its user. Through the acts, with the rights of the synthetic account in
 * charge of that bailleur. Does nothing when there are bilans already, or nothing published.
 */
export async function signBilansDemo(session: SessionDemo, epci: string): Promise<void> {
  const base = await baseDemo(session, "responsable-bailleur", { ressource: "bilan", action: "valider" });
  const habilitation = base && habilitationFor(base.acteur, "bilan", "valider", epci);
  if (!base || !habilitation?.siren) return;
  const { organisation, siren } = habilitation;
  const courante = Number(session.horloge.aujourdhui().slice(0, 4));
  for (const annee of new Set([2018, courante])) {
    await signAnnee({ ...session, base }, { epci, organisation, siren, annee });
  }
}

type ASigner = {
  readonly epci: string;
  readonly organisation: number;
  readonly siren: string;
  readonly annee: number;
};

async function signAnnee(
  { base, horloge }: Pick<SessionDemo, "horloge"> & { readonly base: Base },
  { epci, organisation, siren, annee }: ASigner,
): Promise<void> {
  const [mois, versions] = await Promise.all([
    base.bilansBailleurs.mois(epci, annee),
    base.bilansBailleurs.list(epci, annee),
  ]);
  if (versions.length > 0) return;
  for (const [rang, periode] of ["T1", "T2"].entries()) {
    const signed = mois.some((row) => row.bailleur === siren && Math.ceil(row.mois / 3) === rang + 1);
    if (!signed) continue;
    const { id } = await preparerBilanBailleur({ base }, { epci, organisation, annee, periode });
    const commentaire = COMMENTAIRES[periode] ?? "";
    const { empreinte } = await commenterBilanBailleur({ base }, { epci, id, commentaire, precisions: [] });
    await signerBilanBailleur({ base, horloge }, { epci, id, empreinte, verifie: true });
  }
}
