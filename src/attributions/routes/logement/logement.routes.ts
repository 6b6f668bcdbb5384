import type { Context } from "hono";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf, writeNombre, writeTexte } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  declarantOf,
  declarerLogement,
  findLogementSuivi,
  modifierLogement,
} from "../../actes/logement/declarer-logement.ts";
import { renderDeclarationPage } from "../../pages/logement/declaration-page.tsx";
import { renderDeclaresPage } from "../../pages/logement/declares-page.tsx";
import { CHEMIN_DECLARATIONS } from "../../pages/relogement/recherche-libelles.ts";
import {
  ACCES_LOGEMENT,
  type DeclarationLogement,
  ETATS_LOGEMENT,
  type LogementSuivi,
} from "../../regles/logement/logement-suivi.ts";
import { choixCommunes, secteurOf } from "../choix.ts";

const ANNONCES: Readonly<Record<string, string>> = { enregistre: "Le logement est enregistré." };

const BASE = `/t/:epci/${CHEMIN_DECLARATIONS}`;
const UN = `${BASE}/:id{[1-9][0-9]{0,14}}`;

/** `/t/:epci/relogement/logements/declares`: a bailleur declares its free dwellings; whoever rehouses reads all of them. */
export function logementRoutes(site: Site): Routes {
  const modifier = garde("logement-prive", "modifier");
  return new Routes()
    .get(BASE, garde("logement-prive", "lire"), (c) => showDeclares(site, c))
    .get(`${BASE}/nouveau`, modifier, (c) => showForm(site, c, null, NOUVEAU, null))
    .post(BASE, modifier, (c) => send(site, c, null))
    .get(UN, modifier, async (c) => {
      const suivi = await ownLogement(c);
      return showForm(site, c, suivi, writeSuivi(suivi), null);
    })
    .post(UN, modifier, async (c) => send(site, c, await ownLogement(c)));
}

async function showDeclares(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [logements, communes] = await Promise.all([
    base.logementsSuivis.list(epci, []),
    base.territoires.communes(epci),
  ]);
  return c.html(
    renderDeclaresPage({
      cadre,
      epci,
      logements,
      declarant: declarantOf(base, epci),
      communes: new Map(communes.map(({ commune, nom }) => [commune, nom])),
      annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    }),
  );
}

/** Another bailleur's, which one may read on the list, is not one's to change: as if it were not there. */
async function ownLogement(c: Context<Env>): Promise<LogementSuivi> {
  const epci = c.req.param("epci") ?? "";
  const suivi = await findLogementSuivi(c.var.base, epci, Number(c.req.param("id")));
  if (suivi.bailleur.organisation === declarantOf(c.var.base, epci)) return suivi;
  throw new Refus("logement-inconnu", "Ce logement n’est pas de votre organisation. Choisissez-le dans la liste.");
}

const NOUVEAU: SaisieFormulaire = {
  etat: ["libre"],
  situation: ["inconnue"],
  acces: ["inconnu"],
  contingent: ["inconnu"],
  revision: ["1"],
  rehabilite: ["inconnu"],
  residentialise: ["inconnu"],
  loyer_baisse: ["inconnu"],
  pru1: ["inconnu"],
};

function writeSuivi(suivi: LogementSuivi): SaisieFormulaire {
  return {
    cle: [suivi.cle],
    etat: [suivi.etat],
    adresse: [suivi.adresse],
    commune: [suivi.commune],
    situation: [suivi.situation],
    acces: [suivi.acces],
    contingent: [suivi.contingent],
    rehabilite: [suivi.rehabilite],
    residentialise: [suivi.residentialise],
    pru1: [suivi.pru1],
    loyer_baisse: [suivi.loyerBaisse],
    revision: [String(suivi.revision)],
    disponible: writeTexte(suivi.disponibleLe),
    typologie: writeTexte(suivi.typologie),
    surface: writeNombre(suivi.surface),
    loyer: writeNombre(suivi.loyer),
    charges: writeNombre(suivi.charges),
    premiere_location: writeTexte(suivi.premiereLocationLe),
    conventionne: writeTexte(suivi.conventionneLe),
  };
}

const SITUATIONS = ["hors-qpv", "qpv", "inconnue"] as const;
const REPONSES = ["oui", "non", "inconnu"] as const;

/** `operation` is not on the form: the programme says it. */
function readDeclaration(lu: Lecture, operation: number | null): Omit<DeclarationLogement, "secteur"> {
  return {
    cle: lu.text("cle", "Identifiant"),
    etat: lu.choice("etat", "État", ETATS_LOGEMENT),
    disponibleLe: lu.dayOrNull("disponible", "Disponible le"),
    adresse: lu.text("adresse", "Adresse"),
    commune: lu.text("commune", "Commune"),
    situation: lu.choice("situation", "Quartier", SITUATIONS),
    typologie: lu.choiceOrNull("typologie", "Type", TYPOLOGIES),
    surface: lu.amount("surface", "Surface", { positif: true }),
    loyer: lu.amount("loyer", "Loyer"),
    charges: lu.amount("charges", "Charges"),
    premiereLocationLe: lu.dayOrNull("premiere_location", "Première location"),
    conventionneLe: lu.dayOrNull("conventionne", "Conventionné le"),
    rehabilite: lu.choice("rehabilite", "Réhabilité", REPONSES),
    residentialise: lu.choice("residentialise", "Résidentialisé", REPONSES),
    loyerBaisse: lu.choice("loyer_baisse", "Loyer diminué", REPONSES),
    pru1: lu.choice("pru1", "PRU 1", REPONSES),
    acces: lu.choice("acces", "Accès", ACCES_LOGEMENT),
    contingent: lu.choice("contingent", "Contingent", CONTINGENTS),
    operation,
  };
}

async function send(site: Site, c: Context<Env>, suivi: LogementSuivi | null): Promise<Response> {
  const { base } = c.var;
  const epci = c.req.param("epci") ?? "";
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  const read = readDeclaration(lu, suivi?.operation ?? null);
  const revision = lu.hidden("revision");
  if (lu.erreurs.length > 0)
    return showForm(site, c, suivi, saisie, { code: null, message: null, erreurs: lu.erreurs });
  try {
    const declaration = { ...read, secteur: await secteurOf(base, epci, read.commune) };
    if (suivi) await modifierLogement(base, { epci, declaration, id: suivi.id, revision });
    else await declarerLogement(base, { epci, declaration });
    return c.redirect(hrefTerritoire(epci, CHEMIN_DECLARATIONS, { fait: "enregistre" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || ["droit-absent", "logement-inconnu"].includes(error.code)) throw error;
    return showForm(site, c, suivi, saisie, { code: error.code, ...placed(error) });
  }
}

const CHAMPS: Readonly<Record<string, string>> = {
  "logement-cle": "cle",
  "logement-deja-declare": "cle",
  "logement-adresse": "adresse",
  "logement-commune": "commune",
  "logement-disponible": "disponible",
};

/** At the field that it is about, when there is one. */
function placed({ code, message }: Refus): RefusFormulaire {
  const champ = CHAMPS[code];
  return champ === undefined ? { message, erreurs: [] } : { message: null, erreurs: [{ champ, message }] };
}

async function showForm(
  site: Site,
  c: Context<Env>,
  suivi: LogementSuivi | null,
  saisie: SaisieFormulaire,
  refuse: (RefusFormulaire & { readonly code: string | null }) | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const page = renderDeclarationPage({
    cadre,
    epci,
    communes: await choixCommunes(c.var.base, epci),
    etat: { saisie, refus: refuse ?? SANS_REFUS },
    logement: suivi && { id: suivi.id, adresse: suivi.adresse },
  });
  return c.html(page, refuse ? statusOf(refuse.code ?? "saisie-a-corriger") : 200);
}
