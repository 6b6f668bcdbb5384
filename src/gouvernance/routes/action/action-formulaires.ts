import type { Context } from "hono";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  choix,
  coche,
  compteOuVide,
  jourOuVide,
  jourPasse,
  plusieurs,
  relu,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { type Acte, defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findAction } from "../../actes/action/acces-action.ts";
import { creerAction, LIMITES_ACTION, modifierAction } from "../../actes/action/ecrire-action.ts";
import { ajouterJalon, atteindreJalon, changerJalon, jalonInconnu } from "../../actes/action/ecrire-jalon.ts";
import { cloreAction, rouvrirAction, suivreAction } from "../../actes/action/suivre-action.ts";
import type { ActionProgramme, JalonAction } from "../../lectures/action/ports.ts";
import { type GenreFormulaire, renderActionFormulaire } from "../../pages/action/action-formulaires.tsx";
import { CHEMIN_ACTIONS, cheminAction } from "../../pages/action/action-mots.tsx";
import { ETATS_ACTION } from "../../regles/action/etat-action.ts";
import { INDICATEURS_ACTION } from "../../regles/action/indicateur.ts";

/** One form: its path, its initial values, its act. */
type Formulaire = {
  /** Path under the territory. */
  readonly chemin: string;
  readonly genre: (c: Context<Env>, epci: string) => GenreFormulaire;
  readonly titre: string;
  /** Name of the act for the announcement. */
  readonly fait: string;
  readonly depart: (matiere: Matiere) => SaisieFormulaire;
  readonly acte: Acte;
};

type Matiere = {
  readonly action: ActionProgramme | null;
  readonly jalon: JalonAction | null;
  readonly aujourdhui: string;
};

export const ACTION = `${CHEMIN_ACTIONS}/:numero{[0-9]{1,2}}`;
export const JALON = "jalons/:jalon{[1-9][0-9]{0,14}}";

const CREER = garde("action", "creer", { partout: true });
export const MODIFIER = garde("action", "modifier", { partout: true });
export const VALIDER = garde("action", "valider", { partout: true });

const { court, long } = LIMITES_ACTION;
const ECRIRE_NUMERO = "écrivez un nombre entier, de 1 à 99";

const CHAMPS_ACTION = {
  numero: compteOuVide("Numéro", { chiffres: 2, ecrire: ECRIRE_NUMERO })
    .transform((numero) => numero ?? 0)
    .refine((numero) => numero > 0, `Numéro\u00A0: ${ECRIRE_NUMERO}.`),
  titre: texte("Titre"),
  orientation: texte("Orientation"),
  resume: texteOuVide(long),
  pilote: texteOuVide(court),
  acteurs: texteOuVide(long),
  jalons: texteOuVide(long),
  indicateurs: plusieurs(INDICATEURS_ACTION),
  publie: coche(),
  relu: relu(),
};

const CHAMPS_JALON = {
  libelle: texte("Ce qui est attendu"),
  echeance: jourOuVide("Échéance"),
  source: texteOuVide(court),
  livrable: texteOuVide(court),
  chemin: texteOuVide(court),
  relu: relu(),
};

const CHAMPS_SUIVI = ({ aujourdhui }: Lieu) => ({
  etat: choix("État", ETATS_ACTION),
  le: jourPasse("Au", aujourdhui),
  note: texteOuVide(long),
  publie: coche(),
  relu: relu(),
});

const ECRIRE_JALON = {
  droit: MODIFIER,
  annonce: "Le jalon est enregistré.",
  defaire: { par: "retire", quoi: "l’ajout de ce jalon", vise: ["jalon"] },
  champs: CHAMPS_JALON,
};
const SUIVRE = { chemin: "", champs: CHAMPS_SUIVI };

export const FORMULAIRES: readonly Formulaire[] = [
  {
    chemin: `${CHEMIN_ACTIONS}/nouvelle`,
    titre: "Écrire une action",
    fait: "creee",
    genre: () => "action",
    depart: () => ({ publie: ["oui"] }),
    acte: defineActe({
      chemin: `/${CHEMIN_ACTIONS}`,
      droit: CREER,
      annonce: "L’action est écrite.",
      champs: CHAMPS_ACTION,
      run: async ({ base, epci, aujourdhui }, lu) => {
        await creerAction(base, { epci, aujourdhui, ...lu });
        return surAction(lu.numero);
      },
    }),
  },
  {
    chemin: `${ACTION}/modifier`,
    titre: "Modifier l’action",
    fait: "modifiee",
    genre: () => "action",
    depart: ({ action }) => (action ? saisieOfAction(action) : {}),
    acte: defineActe({
      chemin: "",
      droit: MODIFIER,
      annonce: "L’action est modifiée.",
      champs: CHAMPS_ACTION,
      run: async ({ base, epci, aujourdhui, numero }, lu) => {
        await modifierAction(base, { epci, aujourdhui, ancien: numero("numero"), ...lu });
        return surAction(lu.numero);
      },
    }),
  },
  {
    chemin: `${ACTION}/jalons/nouveau`,
    titre: "Ajouter un jalon",
    fait: "jalon",
    genre: () => "jalon",
    depart: () => ({}),
    acte: defineActe({
      chemin: `/${ACTION}/jalons`,
      ...ECRIRE_JALON,
      run: async (lieu, lu) => {
        const { numero } = actionOf(lieu);
        return surAction(numero, await ajouterJalon(lieu.base, { ...actionOf(lieu), ...lu }));
      },
    }),
  },
  {
    chemin: `${ACTION}/${JALON}/modifier`,
    titre: "Changer un jalon",
    fait: "jalon",
    genre: () => "jalon",
    depart: ({ jalon }) => (jalon ? saisieOfJalon(jalon) : {}),
    acte: defineActe({
      chemin: "",
      ...ECRIRE_JALON,
      run: (lieu, lu) => done(lieu, changerJalon(lieu.base, { ...jalonOf(lieu), ...lu })),
    }),
  },
  {
    chemin: `${ACTION}/${JALON}/atteint`,
    titre: "Jalon atteint",
    fait: "atteint",
    genre: () => "jalon-atteint",
    depart: ({ jalon, aujourdhui }) => ({ ...(jalon ? saisieOfJalon(jalon) : {}), le: [aujourdhui] }),
    acte: defineActe({
      chemin: "",
      droit: MODIFIER,
      annonce: "Le jalon est atteint.",
      champs: ({ aujourdhui }) => ({
        le: jourPasse("Atteint le", aujourdhui),
        livrable: texteOuVide(court),
        chemin: texteOuVide(court),
        relu: relu(),
      }),
      run: (lieu, lu) => done(lieu, atteindreJalon(lieu.base, { ...jalonOf(lieu), ...lu })),
    }),
  },
  {
    chemin: `${ACTION}/suivi`,
    titre: "Écrire un suivi",
    fait: "suivie",
    genre: (c, epci) => (peutPartout(c.var.acteur, "action", "modifier", epci) ? "suivi" : "suivi-propre"),
    depart: departSuivi,
    acte: defineActe({
      ...SUIVRE,
      droit: garde("action", "modifier"),
      annonce: "Le suivi est enregistré.",
      run: (lieu, lu) => done(lieu, suivreAction(lieu.base, { ...actionOf(lieu), ...lu })),
    }),
  },
  {
    chemin: `${ACTION}/clore`,
    titre: "Clore l’action",
    fait: "close",
    genre: () => "cloture",
    depart: departSuivi,
    acte: defineActe({
      ...SUIVRE,
      droit: VALIDER,
      annonce: "L’action est close.",
      run: (lieu, lu) => done(lieu, cloreAction(lieu.base, { ...actionOf(lieu), ...lu })),
    }),
  },
  {
    chemin: `${ACTION}/rouvrir`,
    titre: "Rouvrir l’action",
    fait: "rouverte",
    genre: () => "reouverture",
    depart: departSuivi,
    acte: defineActe({
      ...SUIVRE,
      droit: VALIDER,
      annonce: "L’action est rouverte.",
      run: (lieu, lu) => done(lieu, rouvrirAction(lieu.base, { ...actionOf(lieu), ...lu })),
    }),
  },
];

export function formulaireRoutes(site: Site): Routes {
  const routes = new Routes();
  for (const formulaire of FORMULAIRES) {
    const { chemin, acte, fait } = formulaire;
    const show = (_: Site, c: Context<Env>, etat: EtatPage) => showFormulaire(site, c, formulaire, etat);
    routes.route("/", pageActes(site, { chemin, droit: acte.droit, show, actes: { [fait]: acte } }));
  }
  return routes;
}

function departSuivi({ aujourdhui }: Matiere): SaisieFormulaire {
  return { le: [aujourdhui], publie: ["oui"] };
}

export function actionOf({ epci, aujourdhui, numero }: Lieu) {
  return { epci, aujourdhui, numero: numero("numero") };
}

export function jalonOf(lieu: Lieu) {
  return { ...actionOf(lieu), jalon: lieu.numero("jalon") };
}

async function done({ numero }: Lieu, work: Promise<unknown>): Promise<Suite> {
  await work;
  return surAction(numero("numero"));
}

function surAction(numero: number, annuler: number | null = null): Suite {
  return new Suite({ chemin: cheminAction(numero), annuler });
}

function saisieOfAction(action: ActionProgramme): SaisieFormulaire {
  const { numero, titre, orientation, resume, pilote, acteurs, jalons, indicateurs, publieLe } = action;
  return {
    numero: [String(numero)],
    titre: [titre],
    orientation: [orientation],
    indicateurs,
    resume: writeTexte(resume),
    pilote: writeTexte(pilote),
    acteurs: writeTexte(acteurs),
    jalons: writeTexte(jalons),
    publie: publieLe === null ? [] : ["oui"],
  };
}

function saisieOfJalon({ libelle, echeance, source, livrable, chemin }: JalonAction): SaisieFormulaire {
  return {
    libelle: [libelle],
    echeance: writeTexte(echeance),
    source: writeTexte(source),
    livrable: writeTexte(livrable),
    chemin: writeTexte(chemin),
  };
}

/** Throws `action-inconnue`, `action-jalon-inconnu`. */
async function showFormulaire(
  site: Site,
  c: Context<Env>,
  formulaire: Formulaire,
  { acte, saisie, refus, code }: EtatPage,
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const { action, jalon } = await readMatiere(c, epci, formulaire);
  const genre = formulaire.genre(c, epci);
  return renderActionFormulaire({
    cadre,
    epci,
    genre,
    titre: formulaire.titre,
    retour: action ? cheminAction(action.numero) : CHEMIN_ACTIONS,
    aujourdhui,
    limites: LIMITES_ACTION,
    sous: jalon?.libelle ?? (action ? `Action ${action.numero}\u00A0: ${action.titre}` : null),
    chemin: envoiOf(formulaire, action?.numero, jalon?.id),
    orientations: genre === "action" ? await listOrientations(c, epci) : [],
    saisie: acte === null ? formulaire.depart({ action, jalon, aujourdhui }) : saisie,
    refus,
    aRelire: code === "programme-a-relire",
  });
}

async function readMatiere(
  c: Context<Env>,
  epci: string,
  { chemin }: Formulaire,
): Promise<Omit<Matiere, "aujourdhui">> {
  if (!chemin.includes(":numero")) return { action: null, jalon: null };
  const action = await findAction(c.var.base, epci, readNumero(c, "numero"));
  if (!chemin.includes(":jalon")) return { action, jalon: null };
  const id = readNumero(c, "jalon");
  const jalon = (await c.var.base.actions.jalons(epci)).find((one) => one.id === id && one.action === action.id);
  if (jalon) return { action, jalon };
  throw jalonInconnu();
}

async function listOrientations(c: Context<Env>, epci: string): Promise<readonly string[]> {
  return [...new Set((await c.var.base.actions.list(epci)).map(({ orientation }) => orientation))];
}

/** Path of the post, when it differs from the path of the form. */
function envoiOf({ chemin, acte }: Formulaire, numero = 0, jalon = 0): string {
  return (acte.chemin.slice(1) || chemin)
    .replace(/:numero\{[^/]*\}(?=\/|$)/, String(numero))
    .replace(/:jalon\{[^/]*\}(?=\/|$)/, String(jalon));
}
