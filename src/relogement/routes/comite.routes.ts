import type { Context } from "hono";
import { z } from "zod";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, jourPasse, relu, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { ouRien, parseInput, readPartie } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { noterCharte } from "../actes/charte-ecrire.ts";
import { renderNote } from "../documents/note-comite-document.ts";
import type { CharteImmeuble, PointLu } from "../lectures/charte.ts";
import { computeNote } from "../lectures/note-compute.ts";
import { renderChartePage, renderPointPage } from "../pages/charte-page.tsx";
import { CHEMIN_COMITE, cheminCharte } from "../pages/charte-parts.tsx";
import { PARTIES_COMITE, renderComitePage } from "../pages/comite-page.tsx";
import { FIXER } from "./charte-valeurs.routes.ts";

const CHARTE = `${CHEMIN_COMITE}/charte/:id{[1-9][0-9]{0,14}}`;
const LIRE = garde("relogement", "lire");
const VALIDER = garde("relogement", "valider");
const EXPORTER = garde("relogement", "exporter");

/** `/t/:epci/relogement/comite`: page of the comité de suivi, its note, and the charte by building. */
export function comiteRoutes(site: Site): Routes {
  const comite = { chemin: CHEMIN_COMITE, droit: LIRE, show: showComite, actes: {}, annonces: { fixee: FIXER } };
  const charte = { chemin: CHARTE, droit: LIRE, show: showCharte, actes: {}, annonces: { note: NOTER } };
  return new Routes()
    .route("/", pageActes(site, comite))
    .get(`/t/:epci/${CHEMIN_COMITE}/note.pdf`, EXPORTER, (c) => sendNote(site, c, "pdf"))
    .get(`/t/:epci/${CHEMIN_COMITE}/note.docx`, EXPORTER, (c) => sendNote(site, c, "docx"))
    .route("/", pageActes(site, charte))
    .route(
      "/",
      pageActes(site, { chemin: `${CHARTE}/point`, droit: VALIDER, show: showPoint, actes: { note: NOTER } }),
    );
}

const questionSchema = z.object({ depuis: ouRien(z.iso.date()) });

async function readNote(site: Site, c: Context<Env>) {
  const { depuis } = parseInput(questionSchema, { depuis: c.req.query("depuis") });
  const epci = c.req.param("epci") ?? "";
  const note = await computeNote(c.var.base, { epci, depuis, jour: site.deps.horloge.aujourdhui() });
  return { note, choisi: depuis };
}

async function showComite(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { acteur } = c.var;
  const vue = await readNote(site, c);
  return renderComitePage({
    ...vue,
    cadre,
    annonce,
    partie: readPartie(c.req.query(), PARTIES_COMITE) ?? "note",
    exporter: peut(acteur, "relogement", "exporter", epci),
    fixer: peutPartout(acteur, "objectif", "modifier", epci),
  });
}

/** The journal records who downloaded the note. */
async function sendNote(site: Site, c: Context<Env>, type: "pdf" | "docx"): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { note } = await readNote(site, c);
  await c.var.base.transaction((tx) =>
    tx.journal.ecrire({
      acte: "document-exporte",
      ressource: "relogement",
      epci,
      objet: `note-comite:${note.jour}`,
    }),
  );
  return sendDocument(c, {
    nom: `note-comite-relogement-${epci}-${note.jour}`,
    type,
    contenu: await renderNote(note, type),
  });
}

/** Refuses `operation-inconnue`: the charte is shown only for a building whose every file is read. */
async function readCharteOf(site: Site, c: Context<Env>): Promise<CharteImmeuble> {
  const { note } = await readNote(site, c);
  const found = note.chartes.find(({ operation }) => operation === Number(c.req.param("id")));
  if (found) return found;
  throw introuvable("operation-inconnue", "Cet immeuble n’existe pas, ou ses ménages ne vous sont pas tous ouverts.");
}

async function showCharte(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const charte = await readCharteOf(site, c);
  return renderChartePage({ cadre, epci, charte, annonce });
}

type Point = { readonly charte: CharteImmeuble; readonly point: PointLu };

/** Refuses `charte-point-inconnu`. */
async function readPoint(site: Site, c: Context<Env>, code: string): Promise<Point> {
  const charte = await readCharteOf(site, c);
  const point = charte.points.find(({ principe }) => principe.code === code && !principe.calcul);
  if (point) return { charte, point };
  throw introuvable("charte-point-inconnu", "Ce point de la charte ne s’écrit pas. Choisissez-le dans la liste.");
}

function writePoint({ origine, reponse, texte }: PointLu, aujourdhui: string): SaisieFormulaire {
  return {
    reponse: origine === "aucune" ? [] : [reponse],
    le: [aujourdhui],
    texte: texte === null ? [] : [texte],
  };
}

async function showPoint(site: Site, c: Context<Env>, { acte, saisie, refus, code }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const asked = acte === null ? (c.req.query("point") ?? "") : valeurDe(saisie, "point");
  const found = await readPoint(site, c, asked);
  return renderPointPage({
    cadre,
    epci,
    ...found,
    aujourdhui,
    etat: { saisie: acte === null ? writePoint(found.point, aujourdhui) : saisie, refus },
    aRelire: code === "relogement-a-relire",
  });
}

const NOTER = defineActe({
  chemin: "",
  droit: VALIDER,
  annonce: "La réponse est enregistrée.",
  champDe: ({ code }) => (code === "relogement-date" ? "le" : "texte"),
  champs: ({ aujourdhui }) => ({
    point: brut(),
    reponse: choix("Respecté", ["oui", "non", "inconnu"]),
    le: jourPasse("Constaté le", aujourdhui),
    texte: texteOuVide().transform((texte) => texte ?? ""),
    relu: relu(),
  }),
  run: async ({ site, c, base, epci, aujourdhui }, { point: code, ...lu }) => {
    const { operation } = (await readPoint(site, c, code)).charte;
    await noterCharte(base, { epci, operation, code, aujourdhui, ...lu });
    return new Suite({ chemin: cheminCharte(operation) });
  },
});
