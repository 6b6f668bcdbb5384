import type { Context } from "hono";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { OptionListe, SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { listCommunes, placeRefus, type RefusLu, SANS_REFUS_LU } from "#socle/routes/cas-bloque/saisie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { type CasAOuvrir, ouvertureOf, ouvrirCas } from "../../actes/cas-bloque/ouvrir-cas.ts";
import { CHEMIN_NOUVEAU_CAS, cheminCas } from "../../pages/cas-bloque/chemins.ts";
import { renderNouveauCasPage } from "../../pages/cas-bloque/nouveau-page.tsx";
import { BESOINS_CAS, MOTIFS_CAS, NATURES_CAS, QUARTILES_CAS, VOIES_CAS } from "../../regles/cas-bloque/cas-bloque.ts";

const CREER = garde("cas-bloque", "creer");
const CHEMIN = `/t/:epci/${CHEMIN_NOUVEAU_CAS}`;

/** The form is shown and sent at one address: whoever opens cases without reading them has no other. */
export function nouveauRoutes(site: Site): Routes {
  return new Routes()
    .get(CHEMIN, CREER, (c) => show(site, c, {}, SANS_REFUS_LU))
    .post(CHEMIN, CREER, (c) => create(site, c));
}

async function show(site: Site, c: Context<Env>, saisie: SaisieFormulaire, lu: RefusLu): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const { portee } = ouvertureOf(base, epci);
  const page = renderNouveauCasPage({
    cadre,
    epci,
    etat: { saisie, refus: lu.affiche },
    aRelire: lu.code === "cas-a-relire",
    communes: await listCommunes(base, epci),
    // A bailleur opens its own; a building has its bailleur.
    bailleurs: portee === "organisation" || portee === "affectation" ? null : await listBailleurs(c),
    operations: portee === "affectation" ? await listOperations(c, epci) : null,
    lire: peut(acteur, "cas-bloque", "lire", epci),
    recu: await readRecu(c, epci),
  });
  return c.html(page, lu.code === null ? 200 : statusOf(lu.code));
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

/** A reference that was given, and no other: an address cannot make the page announce what does not exist. */
async function readRecu(c: Context<Env>, epci: string): Promise<string | null> {
  const recu = c.req.query("recu") ?? "";
  const found = /^CB-(\d{4})-(\d{3,6})$/.exec(recu);
  if (!found) return null;
  const dernier = await c.var.base.casBloques.dernierNumero(epci, Number(found[1]));
  const numero = Number(found[2]);
  return numero >= 1 && numero <= dernier ? recu : null;
}

async function create(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const demande = readCasAOuvrir(lecture, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
  if (lecture.erreurs.length > 0) {
    return show(site, c, saisie, { code: "saisie-a-corriger", affiche: { message: null, erreurs: lecture.erreurs } });
  }
  try {
    const { id, reference } = await ouvrirCas(c.var.base, demande);
    const vers =
      id === null
        ? hrefTerritoire(epci, CHEMIN_NOUVEAU_CAS, { recu: reference })
        : hrefTerritoire(epci, cheminCas(id), { fait: "ouvert" });
    return c.redirect(vers, 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return show(site, c, saisie, placeRefus(error));
  }
}

function readCasAOuvrir(lecture: Lecture, ou: Pick<CasAOuvrir, "epci" | "aujourdhui">): CasAOuvrir {
  const id = (champ: string) => (lecture.textOrNull(champ) === null ? null : lecture.hidden(champ));
  return {
    ...ou,
    nature: lecture.choice("nature", "Nature", NATURES_CAS),
    voie: lecture.choice("voie", "Comment elle vous est connue", VOIES_CAS),
    motif: lecture.choice("motif", "Motif du blocage", MOTIFS_CAS),
    bailleur: id("bailleur"),
    operation: id("operation"),
    personnes: readEntier(lecture, { champ: "personnes", libelle: "Personnes du ménage", min: 1, max: 20 }),
    demandeMois: readEntier(lecture, { champ: "demande_mois", libelle: "Ancienneté de la demande", min: 0, max: 600 }),
    typologie: lecture.choiceOrNull("typologie", "Typologie cherchée", TYPOLOGIES),
    commune: lecture.textOrNull("commune", 5),
    quartile: lecture.choiceOrNull("quartile", "Ressources", QUARTILES_CAS),
    besoin: lecture.choiceOrNull("besoin", "Besoin", BESOINS_CAS),
    complement: lecture.textOrNull("complement") ?? "",
    relu: lecture.saisie.relu?.[0] === "oui",
  };
}

type Entier = { readonly champ: string; readonly libelle: string; readonly min: number; readonly max: number };

/** Empty is not known. */
function readEntier(lecture: Lecture, { champ, libelle, min, max }: Entier): number | null {
  const valeur = lecture.textOrNull(champ);
  if (valeur === null) return null;
  const nombre = /^\d{1,3}$/.test(valeur) ? Number(valeur) : Number.NaN;
  if (nombre >= min && nombre <= max) return nombre;
  lecture.fail(champ, `${libelle} : écrivez un nombre entier entre ${min} et ${max}, ou laissez vide.`);
  return null;
}
