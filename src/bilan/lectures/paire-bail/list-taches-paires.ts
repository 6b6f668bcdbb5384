import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, Tache } from "#socle/lectures/tache.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";

/** Leases that may be counted twice: their bailleur settles them; who keeps the territory's files sees how many are left. */
export async function listTachesPaires(base: Base, { epci }: QuestionTaches): Promise<readonly Tache[]> {
  const { acteur } = base;
  const tranche = peut(acteur, "attribution", "modifier", epci);
  const attend = peutPartout(acteur, "lot", "valider", epci) && peut(acteur, "bilan", "lire", epci);
  if (!tranche && !attend) return [];
  const { proposees } = await base.pairesBaux.compter(epci);
  if (proposees === 0) return [];
  const baux = formatCompte(proposees, "bail peut-être compté deux fois", "baux peut-être comptés deux fois");
  const pourquoi =
    "Tant que personne n’a dit si c’est le même bail que celui qui lui ressemble, le bilan dit «\u00A0entre\u00A0»";
  return [
    {
      code: tranche ? "paires-a-departager" : "paires-attendues",
      titre: tranche ? `${baux}, à départager` : `${baux}, que leur bailleur doit départager`,
      pourquoi: tranche ? `${pourquoi}.` : `${pourquoi}\u00A0: rappelez-le au bailleur.`,
      action: tranche ? "Départager" : "Voir",
      chemin: "bilan/paires",
      echeance: null,
    },
  ];
}
