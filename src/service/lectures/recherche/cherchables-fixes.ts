import { cheminPortrait } from "#observatoire/regles/chemin-portrait.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Cherchable } from "../../regles/recherche/genre.ts";
import type { LieuCherche, ResidenceCherchee } from "./ports.ts";

/** Places of the last published stock, each with its page; nobody but the readers of its indicators has these pages. */
export async function listLieux(base: Base, epci: string): Promise<readonly Cherchable[]> {
  if (!peutPartout(base.acteur, "indicateur-interne", "lire", epci)) return [];
  const { cherchables } = base;
  const [residences, communes, quartiers, bailleurs] = await Promise.all([
    cherchables.residences(epci),
    cherchables.communes(epci),
    cherchables.quartiers(epci),
    cherchables.bailleurs(epci),
  ]);
  return [
    ...communes.map(communeOf),
    ...quartiers.map((lieu) => portraitOf(lieu, "qpv", "lieu", `Quartier prioritaire ${lieu.code}`)),
    ...bailleurs.map((lieu) => portraitOf(lieu, "bailleur", "organisation", "Bailleur", lieu.code)),
    ...residences.map(residenceOf),
  ];
}

function residenceOf({ cle, nom, adresse, commune, bailleur, logements }: ResidenceCherchee): Cherchable {
  return {
    genre: "lieu",
    titre: nom,
    contexte: [commune, formatCompte(logements, "logement"), bailleur].filter((mot) => mot !== null).join(", "),
    chemin: `observatoire/residences/${encodeURIComponent(cle)}`,
    aussi: `résidence ${adresse ?? ""}`,
  };
}

/** One without a social dwelling has no portrait. */
function communeOf(lieu: LieuCherche): Cherchable {
  if (lieu.logements > 0) return portraitOf(lieu, "commune", "lieu", "Commune", `${lieu.code} portrait`);
  return {
    genre: "lieu",
    titre: lieu.nom,
    contexte: "Commune, aucun logement social au dernier RPLS publié",
    chemin: "observatoire/portraits",
    aussi: lieu.code,
  };
}

function portraitOf(
  { code, nom, logements }: LieuCherche,
  maille: "commune" | "qpv" | "bailleur",
  genre: "lieu" | "organisation",
  quoi: string,
  aussi = "",
): Cherchable {
  const contexte = `${quoi}, ${formatCompte(logements, "logement")}`;
  return { genre, titre: nom, contexte, chemin: cheminPortrait(maille, code), aussi };
}
