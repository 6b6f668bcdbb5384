import type { Context } from "hono";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, SANS_ACTE } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { apercevoirCommunes, ecrireCommunes } from "../actes/regles/ecrire-communes.ts";
import { renderCommunesPlhCsv } from "../documents/regles-document.ts";
import type { CommunePlh } from "../lectures/regles/ports.ts";
import { CHEMIN_COMMUNES_PLH, type ImportCommunes, renderCommunesPlhPage } from "../pages/regles-communes-page.tsx";
import { CHAMPS_COMMUNE, communeOf } from "./regles-saisie.ts";

const MODIFIER = garde("programme", "modifier", { partout: true });

/** `/t/:epci/programme/regles/communes`: figures of the communes, typed or imported from a file previewed first. */
export function communesPlhRoutes(site: Site): Routes {
  const page = {
    chemin: CHEMIN_COMMUNES_PLH,
    droit: MODIFIER,
    show: showCommunes,
    actes: { ligne: ECRIRE_LIGNE, apercu: APERCEVOIR, fichier: CONFIRMER },
  };
  return new Routes()
    .get(`/t/:epci/${CHEMIN_COMMUNES_PLH}/:fichier{modele\\.csv}`, MODIFIER, (c) => sendModele(site, c))
    .route("/", pageActes(site, page));
}

function showCommunes(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  return showImport(site, c, etat, null);
}

async function showImport(
  site: Site,
  c: Context<Env>,
  { acte, saisie, refus, annonce }: EtatPage,
  importe: ImportCommunes | null,
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const [communes, lignes] = await Promise.all([
    c.var.base.territoires.communes(epci),
    c.var.base.communesPlh.list(epci),
  ]);
  const etat = { saisie: acte === "ligne" ? saisie : {}, refus };
  return renderCommunesPlhPage({ cadre, epci, communes, lignes, importe, etat, annonce });
}

async function sendModele(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const contenu = renderCommunesPlhCsv(await c.var.base.communesPlh.list(epci));
  return sendDocument(c, { nom: `communes-plh-${epci}`, type: "csv", contenu });
}

const ECRIRE_LIGNE = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "La ligne est enregistrée.",
  champs: CHAMPS_COMMUNE,
  run: ({ base, epci }, lu) => {
    // A typed line goes through the reader of files, so that both have the same bounds.
    const texte = renderCommunesPlhCsv([{ ...communeOf(lu), synthetique: false }]);
    return save(base, epci, { texte, source: lu.source });
  },
});

/** Preview of the file; the server keeps nothing, the page posts it back. */
const APERCEVOIR = defineActe({
  chemin: "importer",
  droit: MODIFIER,
  annonce: null,
  champs: { source: brut() },
  run: async ({ site, c, base, epci, fichier }, { source }) => {
    const envoye = fichier("fichier");
    if (envoye === null || envoye.size === 0) throw new Refus("plh-fichier", "Choisissez un fichier CSV ou Excel.");
    const octets = new Uint8Array(await envoye.arrayBuffer());
    const apercu = await apercevoirCommunes(base, epci, fichierOf(envoye.name, octets));
    const texte = renderCommunesPlhCsv(apercu.lignes.map(toRow(source)));
    const page = await showImport(site, c, SANS_ACTE, { apercu, texte, source });
    return c.html(page, apercu.refus.length > 0 ? 422 : 200);
  },
});

function toRow(source: string) {
  return ({ nom: _, remplace: __, ...ligne }: ImportCommunes["apercu"]["lignes"][number]): CommunePlh => ({
    ...ligne,
    source,
    synthetique: false,
  });
}

const CONFIRMER = defineActe({
  chemin: "confirmer",
  droit: MODIFIER,
  annonce: "Les lignes du fichier sont enregistrées.",
  champs: { texte: brut(), source: brut() },
  run: ({ base, epci }, envoi) => save(base, epci, envoi),
});

type Envoi = { readonly texte: string; readonly source: string };

/** All or nothing: one refused line refuses the file. */
async function save(base: Base, epci: string, { texte, source }: Envoi): Promise<void> {
  const fichier = fichierOf("saisie.csv", new TextEncoder().encode(texte));
  const { lignes, refus } = await apercevoirCommunes(base, epci, fichier);
  const [first] = refus;
  if (first) throw new Refus("plh-refusee", first.message);
  await ecrireCommunes(base, { epci, lignes, source, relu: true });
}

/** Wraps the bytes for the readers of files. */
function fichierOf(nom: string, octets: Uint8Array) {
  return {
    nom,
    taille: octets.length,
    async *open() {
      yield octets;
    },
  };
}
