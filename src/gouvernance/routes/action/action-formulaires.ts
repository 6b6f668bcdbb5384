import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf, writeTexte } from "#socle/routes/serveur/lecture.ts";
import { checkLecture, refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findAction } from "../../actes/action/acces-action.ts";
import { creerAction, LIMITES_ACTION, modifierAction } from "../../actes/action/ecrire-action.ts";
import { ajouterJalon, atteindreJalon, changerJalon } from "../../actes/action/ecrire-jalon.ts";
import { cloreAction, rouvrirAction, type SuiviDemande, suivreAction } from "../../actes/action/suivre-action.ts";
import type { ActionProgramme, JalonAction } from "../../lectures/action/ports.ts";
import { type GenreFormulaire, renderActionFormulaire } from "../../pages/action/action-formulaires.tsx";
import { CHEMIN_ACTIONS, cheminAction } from "../../pages/action/action-mots.tsx";
import { ETATS_ACTION } from "../../regles/action/etat-action.ts";
import { INDICATEURS_ACTION } from "../../regles/action/indicateur.ts";
import { readJalon, readNumero } from "./adresse-action.ts";

/** What an act is told of itself. */
type Vise = {
  readonly c: Context<Env>;
  readonly epci: string;
  readonly aujourdhui: string;
  readonly lecture: Lecture;
};

/** One form: where it is, who may send it, what it shows first, and what it does. */
type Formulaire = {
  /** Under `/actions`: where it is shown, and where it is sent when that is elsewhere. */
  readonly chemin: string;
  readonly envoi?: string;
  readonly droit: Extract<Action, "creer" | "modifier" | "valider">;
  /** On the whole territory only. */
  readonly partout: boolean;
  readonly genre: (c: Context<Env>, epci: string) => GenreFormulaire;
  readonly titre: string;
  /** Said once it is done. */
  readonly fait: string;
  readonly depart: (matiere: Matiere) => SaisieFormulaire;
  /** Returns the number of the action to go back to. */
  readonly act: (vise: Vise) => Promise<number>;
};

type Matiere = {
  readonly action: ActionProgramme | null;
  readonly jalon: JalonAction | null;
  readonly aujourdhui: string;
};

const NUMERO = "/:numero{[0-9]{1,2}}";
const JALON = `${NUMERO}/jalons/:jalon{[1-9][0-9]{0,14}}`;

export const FORMULAIRES: readonly Formulaire[] = [
  {
    chemin: "/nouvelle",
    envoi: "",
    droit: "creer",
    partout: true,
    titre: "Écrire une action",
    fait: "creee",
    genre: () => "action",
    depart: () => ({ publie: ["oui"] }),
    act: async ({ c, epci, aujourdhui, lecture }) => {
      const texte = readTexte(lecture);
      await creerAction(c.var.base, { epci, aujourdhui, ...texte });
      return texte.numero;
    },
  },
  {
    chemin: `${NUMERO}/modifier`,
    droit: "modifier",
    partout: true,
    titre: "Modifier l’action",
    fait: "modifiee",
    genre: () => "action",
    depart: ({ action }) => (action ? saisieOfAction(action) : {}),
    act: async ({ c, epci, aujourdhui, lecture }) => {
      const texte = readTexte(lecture);
      await modifierAction(c.var.base, { epci, aujourdhui, ancien: readNumero(c), ...texte });
      return texte.numero;
    },
  },
  {
    chemin: `${NUMERO}/jalons/nouveau`,
    envoi: `${NUMERO}/jalons`,
    droit: "modifier",
    partout: true,
    titre: "Ajouter un jalon",
    fait: "jalon",
    genre: () => "jalon",
    depart: () => ({}),
    act: async ({ c, epci, aujourdhui, lecture }) => {
      const numero = readNumero(c);
      await ajouterJalon(c.var.base, { epci, numero, aujourdhui, ...readJalonEcrit(lecture) });
      return numero;
    },
  },
  {
    chemin: `${JALON}/modifier`,
    droit: "modifier",
    partout: true,
    titre: "Changer un jalon",
    fait: "jalon",
    genre: () => "jalon",
    depart: ({ jalon }) => (jalon ? saisieOfJalon(jalon) : {}),
    act: async ({ c, epci, aujourdhui, lecture }) => {
      const numero = readNumero(c);
      await changerJalon(c.var.base, { epci, numero, aujourdhui, jalon: readJalon(c), ...readJalonEcrit(lecture) });
      return numero;
    },
  },
  {
    chemin: `${JALON}/atteint`,
    droit: "modifier",
    partout: true,
    titre: "Jalon atteint",
    fait: "atteint",
    genre: () => "jalon-atteint",
    depart: ({ jalon, aujourdhui }) => ({ ...(jalon ? saisieOfJalon(jalon) : {}), le: [aujourdhui] }),
    act: async ({ c, epci, aujourdhui, lecture }) => {
      const numero = readNumero(c);
      const lu = {
        le: lecture.day("le", "Atteint le", aujourdhui),
        livrable: lecture.textOrNull("livrable", LIMITES_ACTION.court),
        chemin: lecture.textOrNull("chemin", LIMITES_ACTION.court),
        relu: isRelu(lecture),
      };
      checkLecture(lecture);
      await atteindreJalon(c.var.base, { epci, numero, aujourdhui, jalon: readJalon(c), ...lu });
      return numero;
    },
  },
  {
    chemin: `${NUMERO}/suivi`,
    droit: "modifier",
    partout: false,
    titre: "Écrire un suivi",
    fait: "suivie",
    genre: (c, epci) => (peutPartout(c.var.acteur, "action", "modifier", epci) ? "suivi" : "suivi-propre"),
    depart: departSuivi,
    act: (vise) => suivre(vise, suivreAction),
  },
  {
    chemin: `${NUMERO}/clore`,
    droit: "valider",
    partout: true,
    titre: "Clore l’action",
    fait: "close",
    genre: () => "cloture",
    depart: departSuivi,
    act: (vise) => suivre(vise, cloreAction),
  },
  {
    chemin: `${NUMERO}/rouvrir`,
    droit: "valider",
    partout: true,
    titre: "Rouvrir l’action",
    fait: "rouverte",
    genre: () => "reouverture",
    depart: departSuivi,
    act: (vise) => suivre(vise, rouvrirAction),
  },
];

function departSuivi({ aujourdhui }: Matiere): SaisieFormulaire {
  return { le: [aujourdhui], publie: ["oui"] };
}

async function suivre(
  { c, epci, aujourdhui, lecture }: Vise,
  act: (base: Context<Env>["var"]["base"], demande: SuiviDemande) => Promise<void>,
): Promise<number> {
  const numero = readNumero(c);
  const demande = {
    etat: lecture.choice("etat", "État", ETATS_ACTION),
    le: lecture.day("le", "Au", aujourdhui),
    note: lecture.textOrNull("note", LIMITES_ACTION.long),
    publie: lecture.several("publie", ["oui"]).length > 0,
    relu: isRelu(lecture),
  };
  checkLecture(lecture);
  await act(c.var.base, { epci, numero, aujourdhui, ...demande });
  return numero;
}

function isRelu(lecture: Lecture): boolean {
  return lecture.several("relu", ["oui"]).length > 0;
}

function readTexte(lecture: Lecture) {
  const { court, long } = LIMITES_ACTION;
  const texte = {
    numero: lecture.whole("numero", "Numéro", 1) ?? 0,
    titre: lecture.text("titre", "Titre"),
    orientation: lecture.text("orientation", "Orientation"),
    resume: lecture.textOrNull("resume", long),
    pilote: lecture.textOrNull("pilote", court),
    acteurs: lecture.textOrNull("acteurs", long),
    jalons: lecture.textOrNull("jalons", long),
    indicateurs: lecture.several("indicateurs", INDICATEURS_ACTION),
    publie: lecture.several("publie", ["oui"]).length > 0,
    relu: isRelu(lecture),
  };
  if (texte.numero === 0) lecture.fail("numero", "Numéro : écrivez un nombre entier, de 1 à 99.");
  checkLecture(lecture);
  return texte;
}

function readJalonEcrit(lecture: Lecture) {
  const { court } = LIMITES_ACTION;
  const jalon = {
    libelle: lecture.text("libelle", "Ce qui est attendu"),
    echeance: lecture.dayOrNull("echeance", "Échéance"),
    source: lecture.textOrNull("source", court),
    livrable: lecture.textOrNull("livrable", court),
    chemin: lecture.textOrNull("chemin", court),
    relu: isRelu(lecture),
  };
  checkLecture(lecture);
  return jalon;
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

type Retour = { readonly saisie?: SaisieFormulaire; readonly refus?: Refus };

/** The form, or the form again with what was typed and why it was refused. Throws `action-inconnue`, `action-jalon-inconnu`. */
export async function showFormulaire(
  site: Site,
  c: Context<Env>,
  formulaire: Formulaire,
  { saisie, refus }: Retour = {},
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const { action, jalon } = await readMatiere(c, epci, formulaire);
  const retour = action ? cheminAction(action.numero) : CHEMIN_ACTIONS;
  const genre = formulaire.genre(c, epci);
  const page = renderActionFormulaire({
    cadre,
    epci,
    genre,
    titre: formulaire.titre,
    retour,
    aujourdhui,
    limites: LIMITES_ACTION,
    sous: jalon?.libelle ?? (action ? `Action ${action.numero} : ${action.titre}` : null),
    chemin: `${CHEMIN_ACTIONS}${envoiOf(formulaire, action?.numero, jalon?.id)}`,
    orientations: genre === "action" ? await listOrientations(c, epci) : [],
    saisie: saisie ?? formulaire.depart({ action, jalon, aujourdhui }),
    refus: refus ? refusOf(refus) : SANS_REFUS,
    aRelire: refus?.code === "programme-a-relire",
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function readMatiere(
  c: Context<Env>,
  epci: string,
  { chemin }: Formulaire,
): Promise<Omit<Matiere, "aujourdhui">> {
  if (!chemin.includes(":numero")) return { action: null, jalon: null };
  const action = await findAction(c.var.base, epci, readNumero(c));
  if (!chemin.includes(":jalon")) return { action, jalon: null };
  const id = readJalon(c);
  const jalon = (await c.var.base.actions.jalons(epci)).find((one) => one.id === id && one.action === action.id);
  if (jalon) return { action, jalon };
  throw new Refus("action-jalon-inconnu", "Ce jalon n’existe plus. Choisissez-le sur la page de l’action.");
}

async function listOrientations(c: Context<Env>, epci: string): Promise<readonly string[]> {
  return [...new Set((await c.var.base.actions.list(epci)).map(({ orientation }) => orientation))];
}

function envoiOf({ chemin, envoi }: Formulaire, numero = 0, jalon = 0): string {
  return (envoi ?? chemin)
    .replace(/:numero\{[^/]*\}(?=\/|$)/, String(numero))
    .replace(/:jalon\{[^/]*\}(?=\/|$)/, String(jalon));
}

/** Acts, then goes back to the action. What the form is not about goes on up. */
export async function sendFormulaire(site: Site, c: Context<Env>, formulaire: Formulaire): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  try {
    const numero = await formulaire.act({ c, epci, lecture, aujourdhui: site.deps.horloge.aujourdhui() });
    return c.redirect(hrefTerritoire(epci, cheminAction(numero), { fait: formulaire.fait }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || AILLEURS.includes(error.code)) throw error;
    return showFormulaire(site, c, formulaire, { saisie: lecture.saisie, refus: error });
  }
}

const AILLEURS = ["droit-absent", "action-inconnue", "action-jalon-inconnu"];
