import type { Context } from "hono";
import { parseObjet } from "#donnees/regles/convention/objet.ts";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import { namePorteur, readReservataires } from "#engagements/lectures/convention/lire-reservataires.ts";
import { saveEngagements } from "#engagements/lectures/convention/save-engagements.ts";
import { tableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import { keyPorteur, labelPorteur, type Porteur, samePorteur } from "#engagements/regles/convention/engagement.ts";
import { checkModifiable } from "#engagements/regles/convention/version.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { illisible, Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choixOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { verifyObjectifs } from "../lectures/verify-objectifs.ts";
import { type EditeurProps, type PorteurPossible, renderEditeurPage } from "../pages/objectifs-editeur.tsx";
import { type SaisieObjectifs, saisieOf } from "../pages/saisie-objectifs.ts";
import { findVersionLue, numeroOf, readToday, VERSION, viseeOf } from "./convention-lecture.ts";
import { addAnnee, addPorteur, parsePorteur, parseSaisie, readSaisie } from "./convention-saisie.ts";

/** Objectives of a draft: saving, and checking or completing without saving. Throws `version-inconnue`, `version-en-vigueur`. */
export function objectifsRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: `${VERSION}/objectifs`,
    droit: ECRIRE_OBJECTIFS.droit,
    show: showObjectifs,
    actes: { objectifs: ECRIRE_OBJECTIFS },
    dits: ["droit-absent"],
  });
}

type Brouillon = {
  readonly convention: Convention;
  readonly lue: VersionLue;
  readonly reservataires: Awaited<ReturnType<typeof readReservataires>>;
};

async function showObjectifs(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const brouillon = await openDraft(site, c);
  if (etat.acte === null) return renderEditeur(site, c, brouillon, { saisie: saisieOf(brouillon.lue.engagements) });
  const saisie = readTables(brouillon, etat.saisie);
  const erreurs = etat.code === "saisie-a-corriger" ? parseSaisie(saisie).erreurs : [];
  const erreur = erreurs.length > 0 ? null : erreurOf(etat);
  return renderEditeur(site, c, brouillon, { saisie, ajout: etat.saisie, erreurs, erreur });
}

export const ECRIRE_OBJECTIFS = defineActe({
  chemin: "",
  droit: garde("objectif", "modifier", { partout: true }),
  annonce: "Les objectifs sont enregistrés.",
  champs: {
    action: choixOuVide("Action", ["verifier", "enregistrer", "ajouter-annee", "ajouter-porteur"]),
    ajout_objet: brut(),
    ajout_annee: brut(),
    ajout_porteur: brut(),
  },
  run: async (lieu, { action, ...ajout }, typed) => {
    const { site, c } = lieu;
    const brouillon = await openDraft(site, c);
    const saisie = readTables(brouillon, typed);
    const shown = async (vue: Vue) => c.html(await renderEditeur(site, c, brouillon, { ajout: typed, ...vue }));
    if (action === "ajouter-annee") return shown({ saisie: withAnnee(brouillon, saisie, ajout) });
    if (action === "ajouter-porteur") return shown({ saisie: withPorteur(brouillon, saisie, ajout) });
    const { engagements, erreurs } = parseSaisie(saisie);
    if (erreurs.length > 0) throw new Refus("saisie-a-corriger", "Des champs sont à corriger.");
    if (action !== "enregistrer") return shown({ saisie, verifie: true });
    const visee = viseeOf(lieu);
    await saveEngagements(lieu, { ...visee, engagements });
    return new Suite({ chemin: `convention/versions/${visee.numero}` });
  },
});

function readTables({ reservataires }: Brouillon, typed: SaisieFormulaire): SaisieObjectifs {
  return readSaisie(typed).map((table) => ({
    ...table,
    lignes: table.lignes.map((ligne) => ({ ...ligne, porteur: namePorteur(ligne.porteur, reservataires) })),
  }));
}

type Ajout = { readonly ajout_objet: string; readonly ajout_annee: string; readonly ajout_porteur: string };

function withAnnee({ convention, lue }: Brouillon, saisie: SaisieObjectifs, ajout: Ajout): SaisieObjectifs {
  const porteurs: Porteur[] = sirensOf(convention, lue).map((siren) => ({ type: "bailleur", siren }));
  return addAnnee(saisie, objetOf(ajout), parseAnnee(ajout.ajout_annee), [...porteurs, { type: "epci" }]);
}

function withPorteur({ reservataires }: Brouillon, saisie: SaisieObjectifs, ajout: Ajout): SaisieObjectifs {
  const porteur = parsePorteur(ajout.ajout_porteur);
  const known = porteur && [...reservataires, porteur].find((one) => samePorteur(one, porteur));
  if (!known) throw illisible("saisie-invalide", "Choisissez le porteur à ajouter.");
  return addPorteur(saisie, objetOf(ajout), known);
}

function objetOf({ ajout_objet }: Ajout) {
  const objet = parseObjet(ajout_objet);
  if (objet) return objet;
  throw illisible("saisie-invalide", "Choisissez l’objectif auquel ajouter.");
}

function parseAnnee(texte: string): number {
  if (/^20\d\d$/.test(texte.trim())) return Number(texte.trim());
  throw illisible("saisie-invalide", "Année à ajouter : écrivez-la en quatre chiffres, par exemple 2021.");
}

async function openDraft(site: Site, c: Context<Env>): Promise<Brouillon> {
  const convention = await readToday(site, c, c.req.param("epci") ?? "");
  const lue = findVersionLue(convention, numeroOf(c));
  checkModifiable(lue);
  const annee = Number(site.deps.horloge.aujourdhui().slice(0, 4));
  return { convention, lue, reservataires: await readReservataires(c.var.base, convention.epci, annee) };
}

type Vue = {
  readonly saisie: SaisieObjectifs;
  readonly ajout?: SaisieFormulaire;
  readonly erreurs?: EditeurProps["erreurs"];
  readonly erreur?: string | null;
  readonly verifie?: boolean;
};

async function renderEditeur(
  site: Site,
  c: Context<Env>,
  brouillon: Brouillon,
  { saisie, ajout = {}, erreurs = [], erreur = null, verifie = false }: Vue,
): Promise<string> {
  const { convention, lue } = brouillon;
  const { cadre } = await openCadre(site, c);
  const { engagements } = parseSaisie(saisie);
  const visee = { epci: convention.epci, numero: lue.numero, engagements };
  return renderEditeurPage({
    cadre,
    lue,
    saisie,
    erreurs,
    tables: tableObjectifs(engagements, convention.noms),
    porteurs: porteursOf(brouillon, saisie),
    verification: verifie ? await verifyObjectifs(c.var.base, visee, site.deps.horloge.aujourdhui()) : null,
    erreur,
    ajout: {
      annee: valeurDe(ajout, "ajout_annee"),
      objet: parseObjet(valeurDe(ajout, "ajout_objet")) ?? "hors-qpv",
      porteur: valeurDe(ajout, "ajout_porteur"),
    },
  });
}

/** SIRENs of the bailleurs that the files of the territory or the version name. */
function sirensOf(convention: Convention, lue: VersionLue): readonly string[] {
  const written = lue.engagements.flatMap(({ porteur }) => (porteur.type === "bailleur" ? [porteur.siren] : []));
  return [...new Set([...written, ...Object.keys(convention.noms)])];
}

function porteursOf(
  { convention, lue, reservataires: nommes }: Brouillon,
  saisie: SaisieObjectifs,
): readonly PorteurPossible[] {
  const typed = saisie.flatMap(({ lignes }) => lignes.map(({ porteur }) => porteur));
  const bailleurs = sirensOf(convention, lue).map((siren): Porteur => ({ type: "bailleur", siren }));
  const reservataires = CONTINGENTS.filter((code) => code !== "AUCUN" && code !== "inconnu").map(
    (contingent): Porteur => ({ type: "reservataire", contingent }),
  );
  const all: Porteur[] = [...bailleurs, ...reservataires, ...nommes, { type: "epci" }, ...typed];
  const unique = new Map(all.map((porteur) => [keyPorteur(porteur), porteur]));
  return [...unique.values()].map((porteur) => ({ porteur, nom: labelPorteur(porteur, convention.noms) }));
}
