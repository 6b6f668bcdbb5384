import type { Context } from "hono";
import { stream } from "hono/streaming";
import { exportRejets, formatRecu, readRejetsFeuille } from "#donnees/actes/lot/export-rejets.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { reperesOf } from "#donnees/lectures/lot/reperes-rejet.ts";
import { textes } from "#socle/documents/feuille.ts";
import { renderFeuillesNues } from "#socle/documents/rendre.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, numeroCache, plusieursDe, propre, relu, texte, texteLibre } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { annonceCompte, defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { corrigerEnBloc, ecarterRejets, reprendreRejets } from "../../actes/lot/reparer-rejets.ts";
import { renderRejetsPage } from "../../pages/lot/rejets-page.tsx";
import { findLot } from "./find-lot.ts";

const CREER = garde("lot", "creer");

/** `/t/:epci/donnees/lots/:id/rejets`: rejected lines of a lot, what is decided of them, and the file that gives them back. */
export function rejetsRoutes(site: Site): Routes {
  const routes = new Routes().route(
    "/",
    pageActes(site, {
      chemin: "donnees/lots/:id/rejets",
      droit: garde("lot", "lire"),
      show: showRejets,
      actes: { ecarte: ECARTER, corrige: CORRIGER, repris: REPRENDRE, reprise: REPRENDRE_LIGNE },
    }),
  );
  for (const format of FORMATS) {
    routes.get(`/t/:epci/donnees/lots/:id/rejets.${format}`, garde("lot", "exporter"), (c) =>
      sendRejets(site, c, format),
    );
  }
  return routes;
}

const FORMATS = ["csv", "xlsx", "xls", "ods"] as const;

async function showRejets(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { cadre } = await openCadre(site, c);
  const lot = await findLot(c);
  const asked = (nom: string) => (etat.acte === null ? (c.req.query(nom) ?? "") : valeurDe(etat.saisie, nom));
  const [code, colonne] = [asked("motif"), asked("colonne")];
  const groupes = await c.var.base.lots.groupesRejets(lot);
  const groupe = groupes.find((one) => one.code === code && (one.colonne ?? "") === colonne);
  if (!groupe) throw introuvable("groupe-inconnu", "Aucune ligne de ce lot n’est rejetée pour cette raison.");
  return renderRejetsPage({
    cadre,
    lot,
    groupe,
    format: formatRecu(lot),
    lignes: (await c.var.base.lots.lignesDuGroupe(lot, groupe)).map((ligne) => ({
      ...ligne,
      reperes: reperesOf(lot, ligne),
    })),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    saisie: {
      pourquoi: valeurDe(etat.saisie, "pourquoi"),
      valeur: valeurDe(etat.saisie, "valeur"),
      portee: valeurDe(etat.saisie, "portee"),
      lignes: new Set(etat.saisie.lignes ?? []),
      aRelire: etat.code === "motif-a-relire",
    },
  });
}

/** A line that is no number is one that is not there. */
const GROUPE = { motif: brut(), colonne: brut(), portee: brut(), lignes: plusieursDe(/./) };
type Groupe = { readonly [K in Exclude<keyof typeof GROUPE, "lignes">]: string } & {
  readonly lignes: readonly string[];
};

function choixOf({ motif, colonne, portee, lignes }: Groupe) {
  return {
    code: motif,
    colonne: colonne === "" ? null : colonne,
    lignes: portee === "toutes" ? ("toutes" as const) : lignes.map(Number),
  };
}

/** Instant of a decision, in microseconds. */
const MARQUE = /^\d{16}$/;

const ECARTER = defineActe({
  chemin: "ecarter",
  droit: CREER,
  annonce: annonceCompte(
    "nombre",
    (nombre) => `${formatCompte(nombre, "ligne écartée", "lignes écartées")}, avec votre raison.`,
  ),
  defaire: { par: "repris", quoi: "cette décision", vise: ["marque"], forme: MARQUE },
  champs: { ...GROUPE, pourquoi: texteLibre(300), relu: relu() },
  run: async ({ base, c }, { pourquoi, relu, ...groupe }) => {
    const { nombre, marque } = await ecarterRejets(base, await findLot(c), choixOf(groupe), { motif: pourquoi, relu });
    const { motif, colonne } = groupe;
    return new Suite({ parametres: { motif, colonne, nombre }, annuler: marque });
  },
});

/** The lot tells what is left to correct: the address of the group may hold a header of the file, which is put in no form. */
export const REPRENDRE = defineActe({
  chemin: "reprendre",
  droit: CREER,
  annonce: annonceCompte(
    "nombre",
    (nombre) => `${formatCompte(nombre, "ligne est", "lignes sont")} de nouveau à corriger.`,
  ),
  champs: {
    marque: propre((valeur) => (MARQUE.test(valeur) ? valeur : undefined), "Cette décision n’est pas dans le lot."),
  },
  run: async ({ base, c }, { marque }) => {
    const lot = await findLot(c);
    const nombre = await reprendreRejets(base, lot, { marque });
    return new Suite({ chemin: `donnees/lots/${lot.id}`, parametres: { nombre } });
  },
});

const CORRIGER = defineActe({
  chemin: "corriger",
  droit: CREER,
  annonce: null,
  champs: { ...GROUPE, valeur: texte("Écrire à la place", 200) },
  run: async ({ base, site, c }, { valeur, ...groupe }) => {
    const { id } = await corrigerEnBloc({ ...site.deps, base }, await findLot(c), choixOf(groupe), valeur);
    return new Suite({ chemin: `donnees/lots/${id}`, fait: null });
  },
});

const REPRENDRE_LIGNE = defineActe({
  chemin: "reprendre-ligne",
  droit: CREER,
  annonce: "La ligne est de nouveau à corriger.",
  champs: { motif: brut(), colonne: brut(), reprise: numeroCache() },
  run: async ({ base, c }, { motif, colonne, reprise }) => {
    await reprendreRejets(base, await findLot(c), { lignes: [reprise] });
    return new Suite({ parametres: { motif, colonne } });
  },
});

/** In the format received: original bytes under the file's own charset, or cells. */
async function sendRejets(site: Site, c: Context<Env>, demande: (typeof FORMATS)[number]): Promise<Response> {
  const lot = await findLot(c);
  const nom = `lignes-a-corriger-lot-${lot.id}`;
  const format = formatRecu(lot);
  if (format !== "csv" && demande === format) {
    const [entete = [], ...lignes] = await readRejetsFeuille(c.var.base, lot);
    const colonnes = textes(...entete.map((titre) => [titre, titre === "A_CORRIGER" ? 60 : 18] as const));
    const contenu = await renderFeuillesNues("Lignes à corriger", [["À corriger", { colonnes, lignes }]], format);
    return sendDocument(c, { nom, type: format, contenu });
  }
  return sendCsv(site, c, lot, nom);
}

function sendCsv(site: Site, c: Context<Env>, lot: Lot, nom: string): Response {
  c.header("content-type", `text/csv; charset=${lot.encodage ?? "utf-8"}`);
  c.header("content-disposition", `attachment; filename="${nom}.csv"`);
  return stream(
    c,
    async (output) => {
      for await (const bytes of exportRejets(c.var.base, lot)) await output.write(bytes);
    },
    async (error) => {
      site.deps.log.error({ err: error, lot: lot.id }, "export des rejets interrompu");
    },
  );
}
