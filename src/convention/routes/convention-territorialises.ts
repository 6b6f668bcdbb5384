import type { Context } from "hono";
import { type DureeObjectif, dureeOfAnnee, dureeOfTrimestre } from "#donnees/regles/convention/duree-objectif.ts";
import { type Lieu, parseLieu } from "#donnees/regles/convention/lieu.ts";
import { OBJETS } from "#donnees/regles/convention/objet.ts";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import { namePorteur, readReservataires } from "#engagements/lectures/convention/lire-reservataires.ts";
import { addTerritorialise, removeTerritorialise } from "#engagements/lectures/convention/write-territorialises.ts";
import { keyPorteur, type Porteur } from "#engagements/regles/convention/engagement.ts";
import { checkModifiable } from "#engagements/regles/convention/version.ts";
import type { Base } from "#socle/lectures/base.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  brut,
  type Champ,
  choix,
  compteOuVide,
  type Lu,
  numeroCache,
  propre,
  refuseChamp,
  tauxOuVide,
} from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderTerritorialisesPage } from "../pages/territorialises-page.tsx";
import { findVersionLue, numeroOf, readToday, VERSION, viseeOf } from "./convention-lecture.ts";
import { parsePorteur } from "./convention-saisie.ts";

const MODIFIER = garde("objectif", "modifier", { partout: true });

/** Objectives of a draft for parts of the territory or of the year. Throws `version-inconnue`, `version-en-vigueur`. */
export function territorialisesRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: `${VERSION}/territorialises`,
    droit: MODIFIER,
    show: showTerritorialises,
    actes: { territorialises: AJOUTER, retrait: RETIRER },
    dits: ["droit-absent"],
  });
}

async function showTerritorialises(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { cadre, epci } = await openCadre(site, c);
  const convention = await readToday(site, c, epci);
  const lue = findVersionLue(convention, numeroOf(c));
  checkModifiable(lue);
  const annee = Number(site.deps.horloge.aujourdhui().slice(0, 4));
  const [reservataires, lieux] = await Promise.all([
    readReservataires(c.var.base, epci, annee),
    readLieux(c.var.base, epci),
  ]);
  return renderTerritorialisesPage({
    cadre,
    convention,
    lue,
    saisie: etat.saisie,
    refus: etat.refus,
    porteurs: porteursOf(convention, lue, reservataires),
    lieux,
    annonce: etat.annonce,
  });
}

/** Places offered, and the only ones that an objective may have. */
async function readLieux(base: Base, epci: string) {
  const [secteurs, communes, quartiers] = await Promise.all([
    base.faits.secteurs(epci),
    base.territoires.perimetre(epci),
    base.cubes.quartiers(epci),
  ]);
  return {
    secteurs: [...new Set([...secteurs.values()].flatMap((secteur) => secteur ?? []))].sort((a, b) =>
      a.localeCompare(b, "fr"),
    ),
    communes: communes.map(({ commune, nom }) => ({ code: commune, nom })),
    quartiers: [...new Map(quartiers.map(({ code: cle, nom }) => [cle, { code: cle, nom }])).values()],
  };
}

async function isOffert(base: Base, epci: string, { genre, code }: Lieu): Promise<boolean> {
  const { secteurs, communes, quartiers } = await readLieux(base, epci);
  if (genre === "secteur") return secteurs.includes(code);
  return (genre === "commune" ? communes : quartiers).some((un) => un.code === code);
}

/** Bearers offered: bailleurs of the files or of the version, réservataires, and the whole territory. */
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

function mois(libelle: string): Champ<string> {
  return propre(
    (valeur) => (/^20\d\d-(0[1-9]|1[0-2])$/.test(valeur) ? valeur : undefined),
    `${libelle}\u00A0: écrivez l’année et le mois, par exemple 2019-07.`,
  );
}

const ANNEE = propre(
  (valeur) => (/^20\d\d$/.test(valeur) ? Number(valeur) : undefined),
  "Année\u00A0: écrivez-la en quatre chiffres, par exemple 2019.",
);

/** The choice « year, quarter or months » decides which fields are asked. */
function champsDuree(saisie: SaisieFormulaire) {
  const enMois = valeurDe(saisie, "quand") === "mois";
  return {
    quand: choix("Période", ["annee", "T1", "T2", "T3", "T4", "mois"]),
    annee: enMois ? numeroCache() : ANNEE,
    premier_mois: enMois ? mois("Premier mois") : brut(),
    dernier_mois: enMois ? mois("Dernier mois") : brut(),
  };
}

function dureeOf({ quand, annee, premier_mois, dernier_mois }: Lu<ReturnType<typeof champsDuree>>): DureeObjectif {
  if (quand === "mois") {
    const au = lastDayOfMonth(Number(dernier_mois.slice(0, 4)), Number(dernier_mois.slice(5)));
    return { du: `${premier_mois}-01`, au };
  }
  const trimestre = ([1, 2, 3, 4] as const).find((one) => quand === `T${one}`);
  return trimestre === undefined ? dureeOfAnnee(annee) : dureeOfTrimestre(annee, trimestre);
}

const AJOUTER = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "Les objectifs par lieu ou par période sont enregistrés.",
  champs: (_, saisie) => ({
    objet: choix("Objectif", OBJETS),
    porteur: propre((valeur) => parsePorteur(valeur) ?? undefined, "Porteur\u00A0: choisissez dans la liste."),
    lieu: propre(readLieu, "Lieu\u00A0: choisissez dans la liste."),
    ...champsDuree(saisie),
    nombre: compteOuVide("Nombre", BAUX),
    taux: tauxOuVide("Taux"),
  }),
  run: async (lieu, { objet, nombre, taux, ...lu }) => {
    if (nombre === null && taux === null) {
      refuseChamp("nombre", "Écrivez un nombre d’attributions, un taux, ou les deux.");
    }
    const annee = Number(lieu.aujourdhui.slice(0, 4));
    const porteur = namePorteur(lu.porteur, await readReservataires(lieu.base, lieu.epci, annee));
    const objectif = { objet, porteur, lieu: lu.lieu, ...dureeOf(lu), nombre, taux, reference: null };
    await lieu.base.transaction(async (tx) => {
      // First what the rules say of the objective, which tells more; nothing is kept of a place that is not offered.
      await addTerritorialise({ ...lieu, base: tx }, { ...viseeOf(lieu), objectif });
      if (lu.lieu !== null && !(await isOffert(tx, lieu.epci, lu.lieu))) {
        refuseChamp("lieu", "Ce lieu n’est pas de ce territoire. Choisissez dans la liste.");
      }
    });
  },
});

/** Empty: the whole territory. */
function readLieu(valeur: string): Lieu | null | undefined {
  return valeur === "" ? null : (parseLieu(valeur) ?? undefined);
}

const RETIRER = defineActe({
  chemin: "retirer",
  droit: MODIFIER,
  annonce: AJOUTER.annonce,
  champs: { retirer: brut() },
  run: async (lieu, { retirer: cle }) => {
    await removeTerritorialise(lieu, { ...viseeOf(lieu), cle });
    return new Suite({ fait: "territorialises" });
  },
});
