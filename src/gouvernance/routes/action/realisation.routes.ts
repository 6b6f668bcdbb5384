import type { Context } from "hono";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  annee,
  choixOuVide,
  compteOuVide,
  jourOuVide,
  montantOuVide,
  relu,
  tauxOuVide,
  texteLibre,
  texteOuVide,
} from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findOuverte } from "../../actes/action/acces-action.ts";
import { LIMITES_ACTION } from "../../actes/action/ecrire-action.ts";
import {
  ajouterRealisation,
  changerRealisation,
  findRealisation,
  retirerRealisation,
} from "../../actes/action/ecrire-realisation.ts";
import type { Realisation } from "../../lectures/action/ports.ts";
import { CHEMIN_ACTIONS, cheminAction, cheminFait } from "../../pages/action/action-mots.tsx";
import { renderRealisationPage } from "../../pages/action/realisation-page.tsx";
import {
  CHAMPS_REALISATION,
  type GenreRealisation,
  isGenreRealisation,
  type NombreRealisation,
} from "../../regles/action/realisation.ts";

const ACTION = `${CHEMIN_ACTIONS}/:numero{[0-9]{1,2}}`;
const GENRE = `${ACTION}/faits/:genre{[a-z-]{3,40}}`;
const SUIVRE = garde("action", "modifier");
const { court } = LIMITES_ACTION;

/** Forms of the facts that an action follows; `retirerFait` is an act of the action's own page. */
export function realisationRoutes(site: Site): Routes {
  const page = (chemin: string, actes: Parameters<typeof pageActes>[1]["actes"]) =>
    pageActes(site, { chemin, droit: SUIVRE, show: showFormulaire, actes });
  return new Routes()
    .route("/", page(`${GENRE}/nouveau`, { fait: ECRIRE }))
    .route("/", page(`${GENRE}/:fait{[1-9][0-9]{0,14}}/modifier`, { faitChange: CHANGER }));
}

const ECRIRE = defineActe({
  chemin: "",
  droit: SUIVRE,
  annonce: "Le fait est écrit.",
  champs: champsOf,
  run: async (lieu, lu) => {
    const { numero } = viseeOf(lieu);
    const id = await ajouterRealisation(lieu.base, { ...viseeOf(lieu), genre: genreOf(lieu.c), ...lu });
    return surAction(numero, id);
  },
});

const CHANGER = defineActe({
  chemin: "",
  droit: SUIVRE,
  annonce: "Le fait est corrigé.",
  champs: champsOf,
  run: async (lieu, lu) => {
    const realisation = lieu.numero("fait");
    await changerRealisation(lieu.base, { ...viseeOf(lieu), realisation, genre: genreOf(lieu.c), ...lu });
    return surAction(viseeOf(lieu).numero);
  },
});

export const RETIRER_FAIT = defineActe({
  chemin: "faits/:fait{[1-9][0-9]{0,14}}/retirer",
  droit: SUIVRE,
  annonce: "Le fait est retiré\u00A0: il reste dans l’historique.",
  champs: {},
  run: (lieu) => retirerRealisation(lieu.base, { ...viseeOf(lieu), realisation: lieu.numero("fait") }),
});

/** What the page of the action says after the forms of facts, and how the last one is taken back. */
export const ANNONCES_FAIT = {
  fait: {
    annonce: "Le fait est écrit.",
    defaire: { par: "retireFait", quoi: "l’ajout de ce fait", vise: ["fait"] },
  },
  faitChange: "Le fait est corrigé.",
} as const;

function viseeOf({ epci, aujourdhui, numero }: Lieu) {
  return { epci, aujourdhui, numero: numero("numero") };
}

function surAction(numero: number, annuler: number | null = null): Suite {
  return new Suite({ chemin: cheminAction(numero), annuler, ancre: "faits" });
}

/** Throws `realisation-genre`. */
function genreOf(c: Context<Env>): GenreRealisation {
  const genre = c.req.param("genre") ?? "";
  if (isGenreRealisation(genre)) return genre;
  throw introuvable("realisation-genre", "Ce genre de fait n’existe pas. Choisissez-le sur la page de l’action.");
}

async function champsOf({ c, base, epci }: Lieu) {
  const { prevu, realise, montant, le } = CHAMPS_REALISATION[genreOf(c)];
  const communes = (await base.territoires.perimetre(epci)).map(({ commune }) => commune);
  return {
    annee: annee("Année"),
    partenaire: texteOuVide(court),
    objet: texteOuVide(court),
    commune: choixOuVide("Commune", communes),
    etat: texteOuVide(court),
    prevu: nombre(prevu),
    realise: nombre(realise),
    montant: montantOuVide(montant ?? "Montant", { max: 9_999_999 }),
    le: jourOuVide(le ?? "Jour"),
    source: texteLibre(court),
    relu: relu(),
  };
}

function nombre(asked: NombreRealisation | undefined) {
  const libelle = asked?.libelle ?? "Nombre";
  if (asked?.genre === "taux") return tauxOuVide(libelle);
  return compteOuVide(libelle, {
    chiffres: 7,
    ecrire: "écrivez un nombre entier, ou laissez vide si ce n’est pas connu",
  });
}

async function showFormulaire(site: Site, c: Context<Env>, { acte, saisie, refus, code }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const genre = genreOf(c);
  const action = await findOuverte(c.var.base, epci, readNumero(c, "numero"));
  const id = c.req.param("fait") === undefined ? null : readNumero(c, "fait");
  const fait = id === null ? null : await findRealisation(c.var.base, { epci, action: action.id, realisation: id });
  const communes = await c.var.base.territoires.perimetre(epci);
  const aujourdhui = site.deps.horloge.aujourdhui();
  return renderRealisationPage({
    cadre,
    epci,
    action,
    genre,
    chemin: cheminFait(action.numero, genre, id),
    aujourdhui,
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    limite: court,
    saisie: acte === null ? saisieOf(fait, genre, aujourdhui) : saisie,
    refus,
    aRelire: code === "programme-a-relire",
  });
}

function saisieOf(fait: Realisation | null, genre: GenreRealisation, aujourdhui: string): SaisieFormulaire {
  if (fait === null) return { annee: [aujourdhui.slice(0, 4)] };
  const { prevu, realise } = CHAMPS_REALISATION[genre];
  return {
    annee: [String(fait.annee)],
    partenaire: writeTexte(fait.partenaire),
    objet: writeTexte(fait.objet),
    commune: writeTexte(fait.commune),
    etat: writeTexte(fait.etat),
    prevu: writeNombre(fait.prevu, prevu),
    realise: writeNombre(fait.realise, realise),
    montant: writeTexte(fait.montant === null ? null : String(fait.montant).replace(".", ",")),
    le: writeTexte(fait.le),
    source: [fait.source],
  };
}

function writeNombre(valeur: number | null, asked: NombreRealisation | undefined): readonly string[] {
  if (valeur === null) return [];
  return [asked?.genre === "taux" ? String(Math.round(valeur * 1e6) / 1e4).replace(".", ",") : String(valeur)];
}
