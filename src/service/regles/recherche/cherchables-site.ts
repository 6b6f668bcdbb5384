import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { ACTES_PLAN } from "#socle/regles/plan/actes-plan.ts";
import { isOpen, openSalles } from "#socle/regles/plan/ouvert.ts";
import type { PagePlan, Salle } from "#socle/regles/plan/plan.ts";
import { ancreOf, DEFINITIONS } from "./definitions-table.ts";
import type { Cherchable } from "./genre.ts";

/** Outside the rooms of the menu. */
const AILLEURS: readonly Omit<Cherchable, "genre">[] = [
  { titre: "À faire", contexte: "Accueil", chemin: "a-faire", aussi: "tâches rendez-vous échéances tableau de bord" },
  {
    titre: "Mon compte",
    contexte: "Compte",
    chemin: "/mon-compte",
    aussi: "mot de passe clé d’accès se connecter profil",
  },
  { titre: "Aide", contexte: "Guide", chemin: "aide", aussi: "guide mode d’emploi documentation comment" },
  { titre: "Définitions", contexte: "Aide", chemin: "definitions", aussi: "glossaire mots vocabulaire sigles" },
  { titre: "Raccourcis du clavier", contexte: "Aide", chemin: "/raccourcis", aussi: "touches" },
  { titre: "Chiffres publics", contexte: "Public", chemin: "/observatoire", aussi: "diffusion données ouvertes" },
  { titre: "Accessibilité", contexte: "Public", chemin: "/accessibilite", aussi: "RGAA handicap déclaration" },
];

/** Pages, acts and words, as far as this person opens them. */
export function listSite(acteur: Acteur, epci: string): readonly Cherchable[] {
  const methode = { titre: "Méthode", contexte: "Règles de calcul", chemin: "methode", aussi: "loi comment calcul" };
  const ailleurs = [...AILLEURS, ...(peut(acteur, "objectif", "lire", epci) ? [methode] : [])];
  return [
    ...openSalles(acteur, epci).flatMap(pagesOf),
    ...ailleurs.map((page) => ({ ...page, genre: "page" as const })),
    ...ACTES_PLAN.filter((acte) => isOpen(acteur, epci, acte)).map(acteOf),
    ...DEFINITIONS.map(definitionOf),
  ];
}

function pagesOf({ libelle, pages }: Salle): readonly Cherchable[] {
  return pages.flatMap((page) => [
    pageOf(page, libelle),
    ...(page.vues ?? []).map((vue) => pageOf(vue, `${libelle}, ${page.libelle}`)),
  ]);
}

function pageOf({ libelle, chemin, mots = "" }: PagePlan, contexte: string): Cherchable {
  return { genre: "page", titre: libelle, contexte, chemin, aussi: mots };
}

function acteOf({ libelle, chemin, mots = "" }: (typeof ACTES_PLAN)[number]): Cherchable {
  return { genre: "acte", titre: libelle, contexte: "Acte", chemin, aussi: mots };
}

function definitionOf(definition: (typeof DEFINITIONS)[number]): Cherchable {
  const { mot, sens, aussi } = definition;
  const ancre = ancreOf(definition);
  return { genre: "definition", titre: mot, contexte: sens, chemin: `definitions?mot=${ancre}#${ancre}`, aussi };
}
