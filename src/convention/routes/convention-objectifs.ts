import type { Context } from "hono";
import { z } from "zod";
import { parseObjet } from "#donnees/regles/convention/objet.ts";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import type { Convention, VersionLue } from "#engagements/lectures/convention/convention.ts";
import { namePorteur, readReservataires } from "#engagements/lectures/convention/lire-reservataires.ts";
import { saveEngagements } from "#engagements/lectures/convention/save-engagements.ts";
import { tableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import { keyPorteur, labelPorteur, type Porteur, samePorteur } from "#engagements/regles/convention/engagement.ts";
import { checkModifiable } from "#engagements/regles/convention/version.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { verifyObjectifs } from "../lectures/verify-objectifs.ts";
import { type EditeurProps, type PorteurPossible, renderEditeurPage } from "../pages/objectifs-editeur.tsx";
import { type SaisieObjectifs, saisieOf } from "../pages/saisie-objectifs.ts";
import { hrefVersion } from "../pages/version-formulaires.tsx";
import { findVersionLue, numeroOf, readToday } from "./convention-lecture.ts";
import { addAnnee, addPorteur, parsePorteur, parseSaisie, readSaisie } from "./convention-saisie.ts";

const ACTIONS = ["verifier", "enregistrer", "ajouter-annee", "ajouter-porteur"] as const;

const commandeSchema = z.object({
  action: z.enum(ACTIONS).default("verifier"),
  ajout_objet: z.string().max(40).default("hors-qpv"),
  ajout_annee: z.string().max(10).default(""),
  ajout_porteur: z.string().max(40).default(""),
});
type Commande = z.infer<typeof commandeSchema>;

const RIEN: Commande = { action: "verifier", ajout_objet: "hors-qpv", ajout_annee: "", ajout_porteur: "" };

/** The objectives of a draft as they are. Throws `version-inconnue`, `version-en-vigueur`. */
export async function showObjectifs(site: Site, c: Context<Env>): Promise<Response> {
  const { convention, lue, reservataires } = await openDraft(site, c);
  return answer(site, c, { convention, lue, reservataires, saisie: saisieOf(lue.engagements), commande: RIEN }, {});
}

export async function postObjectifs(site: Site, c: Context<Env>): Promise<Response> {
  const { convention, lue, reservataires } = await openDraft(site, c);
  const body = await c.req.parseBody();
  const saisie = readSaisie(body).map((table) => ({
    ...table,
    lignes: table.lignes.map((ligne) => ({ ...ligne, porteur: namePorteur(ligne.porteur, reservataires) })),
  }));
  const etat = { convention, lue, reservataires, saisie, commande: parseInput(commandeSchema, body) };
  try {
    return await RUN[etat.commande.action](site, c, etat);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "version-inconnue") throw error;
    return answer(site, c, etat, { refus: error });
  }
}

type Etat = {
  readonly convention: Convention;
  readonly lue: VersionLue;
  readonly reservataires: readonly Porteur[];
  readonly saisie: SaisieObjectifs;
  readonly commande: Commande;
};

const RUN: Readonly<Record<(typeof ACTIONS)[number], (site: Site, c: Context<Env>, etat: Etat) => Promise<Response>>> =
  {
    verifier: (site, c, etat) => answer(site, c, etat, { verifie: true }),
    enregistrer: save,
    "ajouter-annee": async (site, c, etat) => {
      const annee = parseAnnee(etat.commande.ajout_annee);
      const porteurs: Porteur[] = sirensOf(etat.convention, etat.lue).map((siren) => ({ type: "bailleur", siren }));
      const saisie = addAnnee(etat.saisie, objetOf(etat.commande), annee, [...porteurs, { type: "epci" }]);
      return answer(site, c, { ...etat, saisie }, {});
    },
    "ajouter-porteur": async (site, c, etat) => {
      const porteur = parsePorteur(etat.commande.ajout_porteur);
      const known = porteur && [...etat.reservataires, porteur].find((one) => samePorteur(one, porteur));
      if (!known) throw new Refus("saisie-invalide", "Choisissez le porteur à ajouter.");
      return answer(site, c, { ...etat, saisie: addPorteur(etat.saisie, objetOf(etat.commande), known) }, {});
    },
  };

async function save(site: Site, c: Context<Env>, etat: Etat): Promise<Response> {
  const { engagements, erreurs } = parseSaisie(etat.saisie);
  if (erreurs.length > 0) return answer(site, c, etat, {});
  const visee = { epci: etat.convention.epci, numero: etat.lue.numero };
  await saveEngagements({ base: c.var.base, horloge: site.deps.horloge }, { ...visee, engagements });
  return c.redirect(`${hrefVersion(visee.epci, visee.numero)}?fait=objectifs`, 303);
}

function objetOf({ ajout_objet }: Commande) {
  const objet = parseObjet(ajout_objet);
  if (objet) return objet;
  throw new Refus("saisie-invalide", "Choisissez l’objectif auquel ajouter.");
}

function parseAnnee(texte: string): number {
  if (/^20\d\d$/.test(texte.trim())) return Number(texte.trim());
  throw new Refus("saisie-invalide", "Année à ajouter : écrivez-la en quatre chiffres, par exemple 2021.");
}

async function openDraft(site: Site, c: Context<Env>) {
  const convention = await readToday(site, c, c.req.param("epci") ?? "");
  const lue = findVersionLue(convention, numeroOf(c));
  checkModifiable(lue);
  const annee = Number(site.deps.horloge.aujourdhui().slice(0, 4));
  return { convention, lue, reservataires: await readReservataires(c.var.base, convention.epci, annee) };
}

async function answer(
  site: Site,
  c: Context<Env>,
  { convention, lue, reservataires, saisie, commande }: Etat,
  { verifie = false, refus = null }: { readonly verifie?: boolean; readonly refus?: Refus | null },
): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const { engagements, erreurs: all } = parseSaisie(saisie);
  const asked = verifie || commande.action === "enregistrer";
  const erreurs = asked ? all : [];
  const visee = { epci: convention.epci, numero: lue.numero, engagements };
  const verification =
    verifie && erreurs.length === 0 ? await verifyObjectifs(c.var.base, visee, site.deps.horloge.aujourdhui()) : null;
  const props: EditeurProps = {
    cadre,
    lue,
    saisie,
    erreurs,
    tables: tableObjectifs(engagements, convention.noms),
    porteurs: porteursOf(convention, lue, { saisie, reservataires }),
    verification,
    erreur: refus?.message ?? null,
    ajout: {
      annee: commande.ajout_annee,
      objet: parseObjet(commande.ajout_objet) ?? "hors-qpv",
      porteur: commande.ajout_porteur,
    },
  };
  const statut = refus ? statusOf(refus.code) : erreurs.length > 0 ? 422 : 200;
  return c.html(renderEditeurPage(props), statut);
}

/** Bailleurs that the territory's files name, and those that the version names already. */
function sirensOf(convention: Convention, lue: VersionLue): readonly string[] {
  const written = lue.engagements.flatMap(({ porteur }) => (porteur.type === "bailleur" ? [porteur.siren] : []));
  return [...new Set([...written, ...Object.keys(convention.noms)])];
}

function porteursOf(
  convention: Convention,
  lue: VersionLue,
  { saisie, reservataires: nommes }: Pick<Etat, "saisie" | "reservataires">,
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
