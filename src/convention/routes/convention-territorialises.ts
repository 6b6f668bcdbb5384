import type { Context } from "hono";
import { type DureeObjectif, dureeOfAnnee, dureeOfTrimestre } from "#donnees/regles/convention/duree-objectif.ts";
import { type Lieu, parseLieu } from "#donnees/regles/convention/lieu.ts";
import { OBJETS } from "#donnees/regles/convention/objet.ts";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import { namePorteur, readReservataires } from "#engagements/lectures/convention/lire-reservataires.ts";
import { addTerritorialise, removeTerritorialise } from "#engagements/lectures/convention/write-territorialises.ts";
import { keyPorteur, type Porteur } from "#engagements/regles/convention/engagement.ts";
import type { ObjectifTerritorialise } from "#engagements/regles/convention/objectif-territorialise.ts";
import { checkModifiable } from "#engagements/regles/convention/version.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderTerritorialisesPage } from "../pages/territorialises-page.tsx";
import { hrefVersion } from "../pages/version-formulaires.tsx";
import { annonceOf, findVersionLue, numeroOf, readToday } from "./convention-lecture.ts";
import { parsePorteur } from "./convention-saisie.ts";

/** What a draft writes for parts of the territory or of the year. Throws `version-inconnue`, `version-en-vigueur`. */
export function showTerritorialises(site: Site, c: Context<Env>): Promise<Response> {
  return answer(site, c, { saisie: {}, refus: SANS_REFUS, code: null });
}

export async function postTerritorialises(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const visee = { epci: c.req.param("epci") ?? "", numero: numeroOf(c) };
  const deps = { base: c.var.base, horloge: site.deps.horloge };
  try {
    const cle = valeurDe(saisie, "retirer");
    if (cle !== "") await removeTerritorialise(deps, { ...visee, cle });
    else {
      const lecture = new Lecture(saisie);
      const objectif = readObjectif(lecture);
      if (objectif === null) {
        return answer(site, c, { saisie, refus: { message: null, erreurs: lecture.erreurs }, code: "saisie" });
      }
      const annee = Number(deps.horloge.aujourdhui().slice(0, 4));
      const porteur = namePorteur(objectif.porteur, await readReservataires(c.var.base, visee.epci, annee));
      await addTerritorialise(deps, { ...visee, objectif: { ...objectif, porteur } });
    }
    return c.redirect(`${hrefVersion(visee.epci, visee.numero, "/territorialises")}?fait=territorialises`, 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "version-inconnue") throw error;
    return answer(site, c, { saisie, refus: { message: error.message, erreurs: [] }, code: error.code });
  }
}

type Retour = {
  readonly saisie: SaisieFormulaire;
  readonly refus: RefusFormulaire;
  readonly code: string | null;
};

async function answer(site: Site, c: Context<Env>, { saisie, refus, code }: Retour): Promise<Response> {
  const { cadre, epci } = await openCadre(site, c);
  const convention = await readToday(site, c, epci);
  const lue = findVersionLue(convention, numeroOf(c));
  checkModifiable(lue);
  const annee = Number(site.deps.horloge.aujourdhui().slice(0, 4));
  const [reservataires, secteurs, communes, quartiers] = await Promise.all([
    readReservataires(c.var.base, epci, annee),
    c.var.base.faits.secteurs(epci),
    c.var.base.territoires.perimetre(epci),
    c.var.base.cubes.quartiers(epci),
  ]);
  const page = renderTerritorialisesPage({
    cadre,
    convention,
    lue,
    saisie,
    refus,
    porteurs: porteursOf(convention, lue, reservataires),
    lieux: {
      secteurs: [...new Set([...secteurs.values()].flatMap((secteur) => secteur ?? []))].sort((a, b) =>
        a.localeCompare(b, "fr"),
      ),
      communes: communes.map(({ commune, nom }) => ({ code: commune, nom })),
      quartiers: [...new Map(quartiers.map(({ code: cle, nom }) => [cle, { code: cle, nom }])).values()],
    },
    annonce: code === null ? annonceOf(c) : null,
  });
  return c.html(page, code === null ? 200 : code === "saisie" ? 422 : statusOf(code));
}

/** Bailleurs that the files or the version name, réservataires, and the whole. */
function porteursOf(
  { noms }: Convention,
  { engagements, territorialises }: VersionLue,
  nommes: readonly Porteur[],
): readonly Porteur[] {
  const written = [...engagements, ...territorialises].map(({ porteur }) => porteur);
  const known = Object.keys(noms).map((siren): Porteur => ({ type: "bailleur", siren }));
  const reservataires = CONTINGENTS.filter((code) => code !== "AUCUN" && code !== "inconnu").map(
    (contingent): Porteur => ({ type: "reservataire", contingent }),
  );
  const all: readonly Porteur[] = [{ type: "epci" }, ...known, ...written, ...reservataires, ...nommes];
  return [...new Map(all.map((porteur) => [keyPorteur(porteur), porteur])).values()];
}

const BAUX = { chiffres: 6, ecrire: "écrivez un nombre entier de baux, par exemple 12" };

/** null: a field could not be read, and the form says which. */
function readObjectif(lecture: Lecture): ObjectifTerritorialise | null {
  const objet = lecture.choice("objet", "Objectif", OBJETS);
  const porteur = parsePorteur(valeurDe(lecture.saisie, "porteur"));
  if (porteur === null) lecture.fail("porteur", "Porteur : choisissez dans la liste.");
  const lieu = readLieu(lecture);
  const duree = readDuree(lecture);
  const nombre = lecture.count("nombre", "Nombre", BAUX);
  const taux = readTaux(lecture);
  if (nombre === null && taux === null && lecture.erreurs.length === 0) {
    lecture.fail("nombre", "Écrivez un nombre d’attributions, un taux, ou les deux.");
  }
  if (lecture.erreurs.length > 0 || porteur === null || duree === null) return null;
  return { objet, porteur, lieu, ...duree, nombre, taux, reference: null };
}

function readLieu(lecture: Lecture): Lieu | null {
  const ecrit = valeurDe(lecture.saisie, "lieu");
  if (ecrit === "") return null;
  const lieu = parseLieu(ecrit);
  if (lieu === null) lecture.fail("lieu", "Lieu : choisissez dans la liste.");
  return lieu;
}

/** A year, one of its quarters, or other months; the first and the last month are written « 2018-07 ». */
function readDuree(lecture: Lecture): DureeObjectif | null {
  const { saisie } = lecture;
  const quand = lecture.choice("quand", "Période", ["annee", "T1", "T2", "T3", "T4", "mois"]);
  if (quand === "mois") return readMois(lecture);
  const annee = valeurDe(saisie, "annee").trim();
  if (!/^20\d\d$/.test(annee)) {
    lecture.fail("annee", "Année : écrivez-la en quatre chiffres, par exemple 2019.");
    return null;
  }
  const trimestre = ([1, 2, 3, 4] as const).find((one) => quand === `T${one}`);
  return trimestre === undefined ? dureeOfAnnee(Number(annee)) : dureeOfTrimestre(Number(annee), trimestre);
}

function readMois(lecture: Lecture): DureeObjectif | null {
  const read = (champ: "premier_mois" | "dernier_mois", libelle: string) => {
    const mois = valeurDe(lecture.saisie, champ).trim();
    if (/^20\d\d-(0[1-9]|1[0-2])$/.test(mois)) return mois;
    lecture.fail(champ, `${libelle} : écrivez l’année et le mois, par exemple 2019-07.`);
    return null;
  };
  const [premier, dernier] = [read("premier_mois", "Premier mois"), read("dernier_mois", "Dernier mois")];
  if (premier === null || dernier === null) return null;
  return { du: `${premier}-01`, au: lastDayOfMonth(Number(dernier.slice(0, 4)), Number(dernier.slice(5))) };
}

function readTaux(lecture: Lecture): number | null {
  const ecrit = valeurDe(lecture.saisie, "taux")
    .replace(/[\s\u00a0\u202f%]/g, "")
    .replace(",", ".");
  if (ecrit === "") return null;
  if (/^\d{1,3}(\.\d{1,4})?$/.test(ecrit) && Number(ecrit) <= 100)
    return Math.round(Number(ecrit) * 10_000) / 1_000_000;
  lecture.fail("taux", "Taux : écrivez un pourcentage entre 0 et 100, par exemple 25 ou 17,5.");
  return null;
}
