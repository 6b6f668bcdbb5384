import type { Context } from "hono";
import { zoneOfCommune } from "#droit/regles/plafonds-ressources.ts";
import { zoneLocativeOf } from "#droit/regles/zone-locative.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import {
  type Champ,
  champ,
  checkLu,
  collectChamps,
  compteOuVide,
  groupe,
  montantOuVide,
  requis,
} from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { saisieOf } from "#socle/routes/serveur/saisie.ts";
import type { Site } from "#socle/routes/site.ts";
import { readTextePage } from "../../lectures/information/read-information.ts";
import { type QuestionConditions, verifierConditions } from "../../lectures/information/verifier-plafonds.ts";
import { renderConditionsPage } from "../../pages/information/conditions-page.tsx";
import type { VitrineOuverte } from "./vitrine.ts";

/** Maximum income accepted: a larger one is a typing error. */
const REVENU_MAX = 1_000_000;
const AGE_MIN = 16;

/** The checker is a GET form: the answers are in its URL, and nothing is kept. */
export async function showConditions(
  site: Site,
  c: Context<Env>,
  { base, vitrine }: VitrineOuverte,
): Promise<Response> {
  const { epci } = vitrine;
  const jour = site.deps.horloge.aujourdhui();
  const annee = Number(jour.slice(0, 4));
  const [communes, texte] = await Promise.all([
    base.territoires.communes(epci),
    readTextePage(base, epci, "conditions"),
  ]);
  const lieux = readLieux(communes, jour);
  const saisie = saisieOf(c.req.query());
  const asked = Object.keys(saisie).length > 0;
  const read = asked ? collectChamps({ question: questionOf(saisie, jour, lieux) }, saisie) : null;
  const erreurs = read?.ecarts ?? [];
  const page = renderConditionsPage({
    vitrine,
    texte,
    annee,
    communes: lieux.memes ? [] : communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    etat: { saisie, refus: { message: null, erreurs: erreurs } },
    reponse: read && erreurs.length === 0 ? verifierConditions(checkLu(read).question) : null,
  });
  return c.html(page, erreurs.length > 0 ? 422 : 200);
}

/** Zones shared by all communes of the territory; null: they differ. The commune is asked only when one of the two differs. */
type Lieux = Pick<QuestionConditions, "zone" | "zoneLocative"> & {
  readonly memes: boolean;
  readonly codes: ReadonlySet<string>;
};

function readLieux(communes: readonly { readonly commune: string }[], jour: string): Lieux {
  const plafonds = new Set(communes.map(({ commune }) => zoneOfCommune(commune, jour)));
  const locatives = communes.map(({ commune }) => zoneLocativeOf(commune, jour));
  const same = new Set(locatives.map((locative) => locative?.zone ?? null)).size === 1;
  const [zone = null] = plafonds.size === 1 ? plafonds : [];
  return {
    zone,
    zoneLocative: same ? (locatives[0] ?? null) : null,
    memes: same && plafonds.size === 1,
    codes: new Set(communes.map(({ commune }) => commune)),
  };
}

function questionOf(saisie: SaisieFormulaire, jour: string, lieux: Lieux): Champ<QuestionConditions> {
  const annee = Number(jour.slice(0, 4));
  const champs = {
    adultes: nombre("Combien d’adultes", 1),
    charge: nombre("Combien d’enfants ou de personnes à charge", 0),
    age1: age("Votre âge"),
    age2: age("L’âge de l’autre personne"),
    // The URL may be written by hand: a commune of another territory is ignored.
    commune: champ((valeur) => (lieux.codes.has(valeur) ? valeur : null)),
    couple: OUI_OU_INCONNU,
    handicap: OUI_OU_INCONNU,
    rfr: REVENU,
    recent: REVENU,
  };
  return groupe(saisie, champs, ({ adultes, charge, age1, age2, commune, couple, handicap, rfr, recent }) => ({
    menage: {
      adultes,
      personnesACharge: charge,
      couple: adultes === 2 ? couple : false,
      ages: age1 === null || age2 === null ? null : ([age1, age2] as const),
      handicap,
    },
    ressources: { rfr, rfrRecent: recent },
    zone: lieux.zone ?? (commune === null ? null : zoneOfCommune(commune, `${annee}-01-01`)),
    zoneLocative: commune === null ? lieux.zoneLocative : zoneLocativeOf(commune, jour),
    annee,
  }));
}

/** true, false, or null for « je ne sais pas » and for no answer. */
const OUI_OU_INCONNU = champ((valeur) => (valeur === "oui" ? true : valeur === "non" ? false : null));

function nombre(libelle: string, min: number): Champ<number> {
  const ecrire = `écrivez un nombre, de ${min} à 20`;
  return requis(compteOuVide(libelle, { chiffres: 2, min, max: 20, ecrire }), `${libelle}\u00A0: ${ecrire}.`);
}

function age(libelle: string): Champ<number | null> {
  const ecrire = `écrivez un âge, de ${AGE_MIN} à 120 ans, ou laissez vide`;
  return compteOuVide(libelle, { chiffres: 3, min: AGE_MIN, max: 120, ecrire });
}

const REVENU = montantOuVide("Revenu fiscal de référence", {
  max: REVENU_MAX,
  ecrire: "écrivez un nombre, par exemple 18 400, ou laissez vide",
});
