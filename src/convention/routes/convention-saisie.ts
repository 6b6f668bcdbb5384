import { type Objet, parseObjet } from "#donnees/regles/convention/objet.ts";
import { CONTINGENTS, type Contingent } from "#droit/regles/attribution/attribution.ts";
import { type Application, parseApplication } from "#engagements/regles/convention/application-avenant.ts";
import { type Engagement, type Porteur, samePorteur } from "#engagements/regles/convention/engagement.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { propre } from "#socle/routes/champs.ts";
import {
  champLigne,
  champReference,
  type ErreurChamp,
  type LigneSaisie,
  type SaisieObjectifs,
  sortTables,
  type TableSaisie,
} from "../pages/saisie-objectifs.ts";

const CHAMP = /^(nombre|taux|base)\.(\d{4})\.([a-z-]+)\.([a-z]+(?::[A-Za-z0-9]+){0,2})$/;
const CHAMP_REFERENCE = /^(reference)\.(\d{4})\.([a-z-]+)$/;

/** Parses « epci », « bailleur:999000011 », « reservataire:COLACT », « reservataire:AUTRES:12 » (its name is read later); null: anything else. */
export function parsePorteur(texte: string): Porteur | null {
  if (texte === "epci") return { type: "epci" };
  const [type, code = "", organisation] = texte.split(":");
  if (type === "bailleur") return /^\d{9}$/.test(code) && organisation === undefined ? { type, siren: code } : null;
  const contingent = parseReservataire(code);
  if (type !== "reservataire" || contingent === null) return null;
  if (organisation === undefined) return { type, contingent };
  return /^\d{1,9}$/.test(organisation)
    ? { type, contingent, organisation: { id: Number(organisation), nom: `Réservataire n° ${organisation}` } }
    : null;
}

/** A réservataire that can bear objectives: `AUCUN` and `inconnu` cannot. */
function parseReservataire(code: string): Contingent | null {
  return CONTINGENTS.find((one) => one === code && one !== "AUCUN" && one !== "inconnu") ?? null;
}

/** Tables as typed; fields whose name has another shape are ignored. */
export function readSaisie(typed: SaisieFormulaire): SaisieObjectifs {
  const tables = new Map<string, TableSaisie>();
  for (const nom of Object.keys(typed)) {
    const champ = parseChamp(nom);
    if (champ === null) continue;
    const { annee, objet } = champ;
    const table = tables.get(`${annee}.${objet}`) ?? { annee, objet, reference: "", lignes: [] };
    tables.set(`${annee}.${objet}`, writeIn(table, champ, valeurDe(typed, nom).slice(0, 40)));
  }
  return sortTables([...tables.values()]);
}

type Champ = {
  readonly grandeur: string;
  readonly annee: number;
  readonly objet: Objet;
  /** null: the field is of the whole table. */
  readonly porteur: Porteur | null;
};

function parseChamp(nom: string): Champ | null {
  const [, grandeur = "", annee, code = "", bearer] = CHAMP_REFERENCE.exec(nom) ?? CHAMP.exec(nom) ?? [];
  const objet = parseObjet(code);
  const porteur = bearer === undefined ? null : parsePorteur(bearer);
  if (objet === null || (bearer !== undefined && porteur === null)) return null;
  return { grandeur, annee: Number(annee), objet, porteur };
}

function writeIn(table: TableSaisie, { grandeur, porteur }: Champ, typed: string): TableSaisie {
  return porteur === null
    ? { ...table, reference: typed }
    : { ...table, lignes: write(table.lignes, porteur, grandeur, typed) };
}

function write(lignes: readonly LigneSaisie[], porteur: Porteur, grandeur: string, typed: string): LigneSaisie[] {
  const found = lignes.find((ligne) => samePorteur(ligne.porteur, porteur));
  const next: LigneSaisie = { ...(found ?? { porteur, nombre: "", taux: "", base: "" }), [grandeur]: typed };
  return found ? lignes.map((ligne) => (ligne === found ? next : ligne)) : [...lignes, next];
}

/** Parses the tables, and lists the fields that could not be read; an empty row is no objective. */
export function parseSaisie(saisie: SaisieObjectifs): {
  readonly engagements: readonly Engagement[];
  readonly erreurs: readonly ErreurChamp[];
} {
  const engagements: Engagement[] = [];
  const erreurs: ErreurChamp[] = [];
  for (const table of saisie) {
    const reference = parseReference(table, erreurs);
    for (const ligne of table.lignes) {
      const engagement = parseLigne(table, ligne, reference, erreurs);
      if (engagement) engagements.push(engagement);
    }
  }
  return { engagements, erreurs };
}

function parseReference(table: TableSaisie, erreurs: ErreurChamp[]): number | null {
  const typed = table.reference.trim();
  if (/^(19|20)\d\d$/.test(typed)) return Number(typed);
  const needed = typed !== "" || table.lignes.some(({ base }) => base.trim() !== "");
  const message = "Écrivez l’année de référence en quatre chiffres, par exemple 2017.";
  if (needed) erreurs.push({ ...placeOf(table, null), champ: champReference(table), message });
  return null;
}

function parseLigne(
  table: TableSaisie,
  ligne: LigneSaisie,
  annee: number | null,
  erreurs: ErreurChamp[],
): Engagement | null {
  const read = (grandeur: "nombre" | "taux" | "base", parse: (texte: string) => number | null, message: string) => {
    const typed = ligne[grandeur].replace(/[\s\u00a0\u202f]/g, "");
    if (typed === "") return null;
    const value = parse(typed);
    if (value === null) {
      const champ = champLigne(grandeur, table, ligne.porteur);
      erreurs.push({ ...placeOf(table, ligne.porteur), champ, message });
    }
    return value;
  };
  const nombre = read("nombre", parseCompte, "Écrivez un nombre entier de baux, par exemple 30.");
  const taux = read("taux", parsePercent, "Écrivez un pourcentage entre 0 et 100, par exemple 25 ou 17,5.");
  const assiette = read("base", parseCompte, "Écrivez un nombre entier d’attributions, par exemple 130.");
  if (nombre === null && taux === null) {
    refuseBaseAlone(table, ligne, erreurs);
    return null;
  }
  const reference = annee === null || assiette === null ? null : { annee, assiette };
  return { annee: table.annee, objet: table.objet, porteur: ligne.porteur, nombre, taux, reference };
}

function placeOf({ annee, objet }: TableSaisie, porteur: Porteur | null) {
  return { annee, objet, porteur };
}

function refuseBaseAlone(table: TableSaisie, ligne: LigneSaisie, erreurs: ErreurChamp[]): void {
  if (ligne.nombre.trim() !== "" || ligne.taux.trim() !== "" || ligne.base.trim() === "") return;
  const message = "Donnez un nombre ou un taux, ou effacez la base : une base seule n’est pas un objectif.";
  erreurs.push({ ...placeOf(table, ligne.porteur), champ: champLigne("nombre", table, ligne.porteur), message });
}

function parseCompte(texte: string): number | null {
  return /^\d{1,6}$/.test(texte) ? Number(texte) : null;
}

/** « 17,5 », « 17.5 », « 17,5% » → 0.175, to the ten-thousandth of a percent. */
function parsePercent(texte: string): number | null {
  const found = /^(\d{1,3}(?:[.,]\d{1,4})?)%?$/.exec(texte);
  const percent = Number(found?.[1]?.replace(",", "."));
  return found && percent <= 100 ? Math.round(percent * 10_000) / 1_000_000 : null;
}

/** Adds an empty table for another year, with the bearers of the object's last table, or the given ones when it has none. */
export function addAnnee(
  saisie: SaisieObjectifs,
  objet: Objet,
  annee: number,
  porteurs: readonly Porteur[],
): SaisieObjectifs {
  if (saisie.some((table) => table.objet === objet && table.annee === annee)) return saisie;
  const last = saisie.findLast((table) => table.objet === objet);
  const bearers = last?.lignes.map(({ porteur }) => porteur) ?? porteurs;
  const lignes = bearers.map((porteur) => ({ porteur, nombre: "", taux: "", base: "" }));
  return sortTables([...saisie, { objet, annee, reference: "", lignes }]);
}

/** Adds a row for the bearer to every table of the object. */
export function addPorteur(saisie: SaisieObjectifs, objet: Objet, porteur: Porteur): SaisieObjectifs {
  const row: LigneSaisie = { porteur, nombre: "", taux: "", base: "" };
  return sortTables(
    saisie.map((table) =>
      table.objet !== objet || table.lignes.some((ligne) => samePorteur(ligne.porteur, porteur))
        ? table
        : { ...table, lignes: [...table.lignes, row] },
    ),
  );
}

/** Choice of how an avenant applies to a year already begun; no default, since the parties decide. */
export function applicationChoisie() {
  return propre<Application>(
    (valeur) => parseApplication(valeur) ?? undefined,
    "Dites comment l’avenant s’applique à l’année de sa prise d’effet.",
  );
}
