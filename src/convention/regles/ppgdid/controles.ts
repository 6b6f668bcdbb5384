import { findValeur, hasValeur, parametre } from "#droit/regles/parametre.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatJour, joinFrench } from "#socle/regles/shared/format.ts";
import { readContenu } from "./contenu.ts";
import { type ControlePpgdid, citing, type EtatControlePpgdid } from "./controle.ts";
import { checkElaboration } from "./elaboration.ts";
import { adoptedOn, type ConventionPpgdid, LIBELLE_CONVENTION_PPGDID, lastDayOf, type PlanPpgdid } from "./plan.ts";

/** Facts outside the plan that its checks read. */
export type FaitsPpgdid = {
  /** The territory has communes of CGI, art. 232; null: nothing says so. */
  readonly zoneTendue: boolean | null;
  /** First day of a published scheme of cotation, ISO; null: none. */
  readonly cotationDepuis: string | null;
};

const BILAN_TRIENNAL = parametre.nombre("bilan-triennal-ppgdid");
const EVALUATION = parametre.nombre("evaluation-ppgdid");
const ACCUEIL = parametre.nombre("premier-accueil");
const ACCUEIL_TENDU = parametre.nombre("premier-accueil-tendu");
const ECHEANCE_COTATION = parametre.jour("echeance-cotation");
const DELAI_LONG = parametre.nombre("delai-anormalement-long");

const ZONE_TENDUE = parametre.ouiNon("zone-tendue");

/** Reads the territory's own value; null: the territory has none. */
export function isZoneTendue(jour: string): boolean | null {
  return hasValeur(ZONE_TENDUE, jour) ? findValeur(ZONE_TENDUE, jour).valeur : null;
}

/** Days of a month: the text writes its delay in months, the plans in days. */
const JOURS_PAR_MOIS = 30;

/** Checks a plan on a day against all that the text asks; the missing items come first. */
export function checkPpgdid(plan: PlanPpgdid, faits: FaitsPpgdid, jour: string): readonly ControlePpgdid[] {
  const all = [
    ...checkContenu(plan, jour),
    checkAccueil(plan, faits, jour),
    ...checkVie(plan, jour),
    checkCotation(faits, jour),
    checkDelaiLong(jour),
    ...checkConventions(plan),
  ];
  return all.toSorted((a, b) => RANG[a.etat] - RANG[b.etat]);
}

const RANG: Readonly<Record<EtatControlePpgdid, number>> = { manque: 0, "a-venir": 1, inconnu: 2, fait: 3 };

function checkContenu({ rubriques }: PlanPpgdid, jour: string): readonly ControlePpgdid[] {
  const written = new Map(rubriques.map((rubrique) => [rubrique.numero, rubrique]));
  const missing = readContenu(jour).filter(({ numero, facultative }) => {
    const own = written.get(numero);
    return !own || (own.texte.trim() === "" && !(facultative && own.nonDecidee));
  });
  const cited = { article: "CCH, art. R. 441-2-10", aConfirmer: false };
  if (missing.length === 0) {
    return [{ code: "contenu", etat: "fait", phrase: "Les treize rubriques du plan sont écrites.", ...cited }];
  }
  const named = joinFrench(missing.map(({ numero }) => `${numero}°`));
  const phrase = `${formatCompte(missing.length, "rubrique n’est pas écrite", "rubriques ne sont pas écrites")} : ${named}.`;
  return [{ code: "contenu", etat: "manque", phrase, ...cited }];
}

function checkAccueil({ accueilJours }: PlanPpgdid, { zoneTendue }: FaitsPpgdid, jour: string): ControlePpgdid {
  const regle = zoneTendue === true ? ACCUEIL_TENDU : ACCUEIL;
  const max = findValeur(regle, jour).valeur * JOURS_PAR_MOIS;
  const longest = findValeur(ACCUEIL_TENDU, jour).valeur * JOURS_PAR_MOIS;
  const cited = { code: "accueil", ...citing(regle, jour) };
  if (accueilJours === null) {
    return { ...cited, etat: "manque", phrase: "Le plan ne fixe pas le délai maximal du premier accueil." };
  }
  const dit = `Premier accueil en ${formatCompte(accueilJours, "jour")} au plus`;
  if (accueilJours <= max) return { ...cited, etat: "fait", phrase: `${dit} : le texte en admet ${max}.` };
  if (zoneTendue === null && accueilJours <= longest) {
    return {
      ...cited,
      etat: "inconnu",
      phrase: `${dit} : le texte en admet ${longest} en zone tendue, ${max} ailleurs, et rien ne dit ici de quelle zone est le territoire.`,
    };
  }
  return { ...cited, etat: "manque", phrase: `${dit} : le texte n’en admet que ${max}.` };
}

/** Checks of a draft before its adoption, and of an adopted plan after. */
function checkVie(plan: PlanPpgdid, jour: string): readonly ControlePpgdid[] {
  const depuis = adoptedOn(plan);
  const fin = lastDayOf(plan);
  if (depuis === null || fin === null) return checkElaboration(plan, jour);
  return [
    checkFin(plan, { depuis, fin }, jour),
    checkAnnuels(plan, { depuis, fin }, jour),
    checkTriennal(plan, depuis, jour),
  ];
}

type Vie = { readonly depuis: string; readonly fin: string };

function checkFin({ actes }: PlanPpgdid, { depuis, fin }: Vie, jour: string): ControlePpgdid {
  const cited = { code: "duree", ...citing(EVALUATION, depuis) };
  const evaluation = addMonths(fin, -findValeur(EVALUATION, depuis).valeur);
  const evalue = actes.some(({ nature }) => nature === "evaluation");
  if (jour > fin) {
    return {
      ...cited,
      echeance: fin,
      etat: "manque",
      phrase: `Le plan a pris fin le ${formatJour(fin)} : un nouveau plan, ou une prolongation, est à adopter.`,
    };
  }
  if (jour >= evaluation && !evalue) {
    return {
      ...cited,
      echeance: evaluation,
      etat: "manque",
      phrase: `L’évaluation du plan était à rendre publique avant le ${formatJour(evaluation)} : il prend fin le ${formatJour(fin)}.`,
    };
  }
  const suite = evalue ? "son évaluation est faite" : `son évaluation est à faire avant le ${formatJour(evaluation)}`;
  return {
    ...(evalue ? cited : { ...cited, echeance: evaluation }),
    etat: evalue ? "fait" : "a-venir",
    phrase: `Le plan vaut jusqu’au ${formatJour(fin)} ; ${suite}.`,
  };
}

/** Each whole civil year of the plan needs its bilan once the year is over. */
function checkAnnuels({ actes }: PlanPpgdid, { depuis, fin }: Vie, jour: string): ControlePpgdid {
  const last = Number((fin < jour ? fin : jour).slice(0, 4)) - 1;
  const first = Number(depuis.slice(0, 4));
  const due = Array.from({ length: Math.max(0, last - first + 1) }, (_, rank) => first + rank);
  const done = new Set(
    actes.flatMap(({ nature, annee }) => (nature === "bilan-annuel" && annee !== null ? [annee] : [])),
  );
  const missing = due.filter((annee) => !done.has(annee));
  const cited = { code: "bilan-annuel", article: "CCH, art. R. 441-2-13", aConfirmer: false };
  if (missing.length > 0) {
    return {
      ...cited,
      etat: "manque",
      phrase: `Aucun bilan annuel n’est enregistré pour ${joinFrench(missing.map(String))}.`,
    };
  }
  if (due.length === 0) return { ...cited, etat: "a-venir", phrase: `Le premier bilan annuel sera celui de ${first}.` };
  return { ...cited, etat: "fait", phrase: `Chaque année finie a son bilan, de ${first} à ${last}.` };
}

function checkTriennal({ actes }: PlanPpgdid, depuis: string, jour: string): ControlePpgdid {
  const cited = { code: "bilan-triennal", ...citing(BILAN_TRIENNAL, depuis) };
  const done = actes.find(({ nature }) => nature === "bilan-triennal");
  if (done) return { ...cited, etat: "fait", phrase: `Bilan triennal du ${formatJour(done.date)}.` };
  const due = addMonths(depuis, findValeur(BILAN_TRIENNAL, depuis).valeur);
  return jour >= due
    ? { ...cited, etat: "manque", phrase: `Le bilan triennal était à faire à partir du ${formatJour(due)}.` }
    : { ...cited, etat: "a-venir", phrase: `Le bilan triennal sera à faire à partir du ${formatJour(due)}.` };
}

function checkCotation({ cotationDepuis }: FaitsPpgdid, jour: string): ControlePpgdid {
  if (!hasValeur(ECHEANCE_COTATION, jour)) {
    const phrase = "La cotation n’est pas encore obligatoire à cette date.";
    return { code: "cotation", etat: "fait", phrase, article: "CCH, art. L. 441-2-8", aConfirmer: false };
  }
  const cited = { code: "cotation", ...citing(ECHEANCE_COTATION, jour) };
  const due = findValeur(ECHEANCE_COTATION, jour).valeur;
  if (cotationDepuis !== null && cotationDepuis <= jour) {
    return {
      ...cited,
      etat: "fait",
      phrase: `Une grille de cotation est publiée depuis le ${formatJour(cotationDepuis)}.`,
    };
  }
  return jour > due
    ? {
        ...cited,
        etat: "manque",
        phrase: `Aucune grille de cotation n’est publiée : elle était due au plus tard le ${formatJour(due)}.`,
      }
    : { ...cited, etat: "a-venir", phrase: `La grille de cotation est due au plus tard le ${formatJour(due)}.` };
}

/** The préfet fixes this delay for the département: no national value replaces it. */
function checkDelaiLong(jour: string): ControlePpgdid {
  const cited = { code: "delai-anormalement-long", article: "CCH, art. L. 441-1-4", aConfirmer: false };
  if (!hasValeur(DELAI_LONG, jour)) {
    return {
      ...cited,
      etat: "inconnu",
      phrase: "Le délai anormalement long du département n’est pas renseigné : l’arrêté du préfet le fixe.",
    };
  }
  const { valeur, source } = findValeur(DELAI_LONG, jour);
  return {
    ...cited,
    etat: "fait",
    phrase: `Délai anormalement long : ${formatCompte(valeur, "mois", "mois")} (${source}).`,
  };
}

function checkConventions({ conventions }: PlanPpgdid): readonly ControlePpgdid[] {
  const cited = { article: "CCH, art. L. 441-2-8", aConfirmer: false };
  const absent = (["service-accueil", "gestion-partagee"] as const).filter(
    (nature) => !conventions.some((convention) => convention.nature === nature),
  );
  return [
    ...absent.map(
      (nature): ControlePpgdid => ({
        ...cited,
        code: `convention-${nature}`,
        etat: "manque",
        phrase: `Aucune convention n’est enregistrée : ${LIBELLE_CONVENTION_PPGDID[nature]}.`,
      }),
    ),
    ...conventions.map((convention): ControlePpgdid => ({ ...cited, ...readConvention(convention) })),
  ];
}

function readConvention({
  id,
  titre,
  arrete,
  signataires,
}: ConventionPpgdid): Pick<ControlePpgdid, "code" | "etat" | "phrase"> {
  const code = `convention-${id}`;
  const waiting = signataires.filter(({ signeLe }) => signeLe === null).map(({ nom }) => nom);
  if (arrete !== null) return { code, etat: "fait", phrase: `« ${titre} » : imposée par arrêté (${arrete}).` };
  if (signataires.length === 0) return { code, etat: "manque", phrase: `« ${titre} » n’a aucun signataire.` };
  return waiting.length === 0
    ? { code, etat: "fait", phrase: `« ${titre} » est signée par ${formatCompte(signataires.length, "organisation")}.` }
    : {
        code,
        etat: "manque",
        phrase: `« ${titre} » : ${joinFrench(waiting)} ${waiting.length > 1 ? "n’ont" : "n’a"} pas signé.`,
      };
}
