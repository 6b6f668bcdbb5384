import type { Context } from "hono";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { OptionListe } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { type Champ, choix, choixOuVide, compteOuVide, numeroOuVide, relu, texteOuVide } from "#socle/routes/champs.ts";
import { listCommunes } from "#socle/routes/communes.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { ouvertureOf, ouvrirCas } from "../../actes/cas-bloque/ouvrir-cas.ts";
import { CHEMIN_NOUVEAU_CAS, cheminCas } from "../../pages/cas-bloque/chemins.ts";
import { renderNouveauCasPage } from "../../pages/cas-bloque/nouveau-page.tsx";
import { BESOINS_CAS, MOTIFS_CAS, NATURES_CAS, QUARTILES_CAS, VOIES_CAS } from "../../regles/cas-bloque/cas-bloque.ts";
import { champDe } from "./refus.ts";

const CREER = garde("cas-bloque", "creer");

/** The form is shown and posted at the same path: a role that opens cases without reading them has no other page. */
export function nouveauRoutes(site: Site): Routes {
  return pageActes(site, { chemin: CHEMIN_NOUVEAU_CAS, droit: CREER, show: showNouveau, actes: { ouvert: OUVRIR } });
}

async function showNouveau(site: Site, c: Context<Env>, { saisie, refus, code }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const { portee } = ouvertureOf(base, epci);
  return renderNouveauCasPage({
    cadre,
    epci,
    etat: { saisie, refus },
    aRelire: code === "cas-a-relire",
    communes: await listCommunes(base, epci),
    // A bailleur opens its own cases; a building gives its bailleur.
    bailleurs: portee === "organisation" || portee === "affectation" ? null : await listBailleurs(c),
    operations: portee === "affectation" ? await listOperations(c, epci) : null,
    lire: peut(acteur, "cas-bloque", "lire", epci),
    recu: await readRecu(c, epci),
  });
}

async function listBailleurs(c: Context<Env>): Promise<readonly OptionListe[]> {
  const organisations = await c.var.base.casBloques.organisations();
  return organisations
    .filter(({ type }) => type === "bailleur")
    .map(({ id, nom }) => ({ code: String(id), libelle: nom }));
}

async function listOperations(c: Context<Env>, epci: string): Promise<readonly OptionListe[]> {
  const demolitions = await c.var.base.rime.demolitions(epci);
  return demolitions.map(({ operation, nom }) => ({ code: String(operation), libelle: nom }));
}

/** Returns the reference only if it exists, so that a URL cannot announce another one. */
async function readRecu(c: Context<Env>, epci: string): Promise<string | null> {
  const recu = c.req.query("recu") ?? "";
  const found = /^CB-(\d{4})-(\d{3,6})$/.exec(recu);
  if (!found) return null;
  const dernier = await c.var.base.casBloques.dernierNumero(epci, Number(found[1]));
  const numero = Number(found[2]);
  return numero >= 1 && numero <= dernier ? recu : null;
}

export const OUVRIR = defineActe({
  chemin: "",
  droit: CREER,
  annonce: "Le cas est signalé.",
  champDe,
  champs: {
    nature: choix("Nature", NATURES_CAS),
    voie: choix("Comment elle vous est connue", VOIES_CAS),
    motif: choix("Motif du blocage", MOTIFS_CAS),
    bailleur: numeroOuVide(),
    operation: numeroOuVide(),
    personnes: entier("Personnes du ménage", 1, 20),
    demande_mois: entier("Ancienneté de la demande", 0, 600),
    typologie: choixOuVide("Typologie cherchée", TYPOLOGIES),
    commune: texteOuVide(5),
    quartile: choixOuVide("Ressources", QUARTILES_CAS),
    besoin: choixOuVide("Besoin", BESOINS_CAS),
    complement: texteOuVide().transform((texte) => texte ?? ""),
    relu: relu(),
  },
  run: async ({ base, epci, aujourdhui }, { demande_mois: demandeMois, ...demande }) => {
    const { id, reference: recu } = await ouvrirCas(base, { epci, aujourdhui, demandeMois, ...demande });
    return id === null ? new Suite({ parametres: { recu }, fait: null }) : new Suite({ chemin: cheminCas(id) });
  },
});

function entier(libelle: string, min: number, max: number): Champ<number | null> {
  const ecrire = `écrivez un nombre entier entre ${min} et ${max}, ou laissez vide`;
  return compteOuVide(libelle, { chiffres: 3, min, max, ecrire });
}
