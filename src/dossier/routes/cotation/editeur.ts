import type { Context } from "hono";
import { listCategories } from "#donnees/regles/public-prioritaire/categorie.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { numeroCache, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { ecrireCritere, ecrireRubrique, findRubrique } from "../../actes/cotation/editer-grille.ts";
import { refusCotation } from "../../lectures/cotation/refus.ts";
import { renderCritereFormulaire } from "../../pages/cotation/critere-page.tsx";
import { renderRubriqueFormulaire } from "../../pages/cotation/formulaires.tsx";
import type { Critere } from "../../regles/cotation/grille.ts";
import { sayExpression } from "../../regles/cotation/mots.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import { changeOf, GRILLE, modifiee, openProjet } from "./grille.ts";
import {
  CHAMPS_RUBRIQUE,
  CRITERE_VIERGE,
  champsCritere,
  RUBRIQUE_VIERGE,
  readFaits,
  saisieOfCritere,
  saisieOfRubrique,
} from "./saisie.ts";

const MODIFIER = garde("cotation", "modifier", { partout: true });

/** Rubrics and rules of a draft, each with its form. */
export function editeurRoutes(site: Site): Routes {
  return pageActes(
    site,
    {
      chemin: `${GRILLE}/rubriques/:rubrique{[a-z0-9-]+}`,
      droit: MODIFIER,
      show: showRubrique,
      actes: { ecrite: ECRIRE_RUBRIQUE },
    },
    {
      chemin: `${GRILLE}/criteres/:critere{[a-z0-9-]+}`,
      droit: MODIFIER,
      show: showCritere,
      actes: { ecrit: ECRIRE_CRITERE },
    },
  );
}

/** « nouvelle » in the URL stands for an element to create. */
function idOf(c: Context<Env>, nom: "rubrique" | "critere", nouveau: string): string | null {
  const id = c.req.param(nom) ?? nouveau;
  return id === nouveau ? null : id;
}

async function showRubrique(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre, version } = await openProjet(site, c);
  const rubrique = idOf(c, "rubrique", "nouvelle");
  const known = rubrique === null ? RUBRIQUE_VIERGE : saisieOfRubrique(findRubrique(version.contenu, rubrique));
  const saisie = etat.acte === null ? known : etat.saisie;
  return renderRubriqueFormulaire({ cadre, epci, version, rubrique, saisie, refus: etat.refus });
}

const ECRIRE_RUBRIQUE = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: null,
  champs: { revision: numeroCache(), ...CHAMPS_RUBRIQUE },
  run: async (lieu, { revision, ...fiche }) => {
    await ecrireRubrique(lieu.base, changeOf(lieu, revision), idOf(lieu.c, "rubrique", "nouvelle"), fiche);
    return modifiee(lieu);
  },
});

async function showCritere(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre, version } = await openProjet(site, c);
  const saisie = etat.acte === null ? null : etat.saisie;
  const rubrique = saisie?.rubrique?.[0] ?? c.req.query("rubrique") ?? "";
  const own = findCritere(version, rubrique, idOf(c, "critere", "nouveau"));
  return renderCritereFormulaire({
    cadre,
    epci,
    version,
    rubrique,
    critere: own?.id ?? null,
    ...fieldsOf(c, own, saisie),
    categories: listCategories(site.deps.horloge.aujourdhui(), []),
    refus: etat.refus,
  });
}

/** Content of the form: the input, else the rule. Facts chosen again make a new condition; otherwise the saved one is kept. */
function fieldsOf(c: Context<Env>, own: Critere | null, saisie: SaisieFormulaire | null) {
  const known = own ? saisieOfCritere(own) : { saisie: CRITERE_VIERGE, faits: [] };
  const gardee = own && known.faits === null ? sayExpression(own.si) : null;
  if (saisie) {
    const kept = saisie.gardee?.[0] === "oui" ? gardee : null;
    return { saisie, faits: readFaits(saisie.faits ?? []), gardee: kept };
  }
  if (c.req.query("choisir") === "oui") {
    return { saisie: known.saisie, faits: readFaits(c.req.queries("faits") ?? []), gardee: null };
  }
  return { saisie: known.saisie, faits: known.faits ?? [], gardee };
}

/** null: a new rule. Throws `grille-element-inconnu`. */
function findCritere({ contenu }: VersionGrille, rubrique: string, critere: string | null) {
  const { criteres } = findRubrique(contenu, rubrique);
  if (critere === null) return null;
  const found = criteres.find(({ id }) => id === critere);
  if (!found) throw refusCotation.introuvable();
  return found;
}

const ECRIRE_CRITERE = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: null,
  champs: async ({ site, c, aujourdhui: jour }, saisie) => {
    const { version } = await openProjet(site, c);
    const own = findCritere(version, saisie.rubrique?.[0] ?? "", idOf(c, "critere", "nouveau"));
    const gardee = own && saisie.gardee?.[0] === "oui" ? own.si : null;
    const faits = readFaits(saisie.faits ?? []);
    return {
      revision: numeroCache(),
      rubrique: texteOuVide(40),
      ...champsCritere(saisie, { faits, gardee, jour }),
    };
  },
  run: async (lieu, { revision, rubrique, ...fiche }) => {
    const critere = idOf(lieu.c, "critere", "nouveau");
    await ecrireCritere(lieu.base, changeOf(lieu, revision), { rubrique: rubrique ?? "", critere, fiche });
    return modifiee(lieu);
  },
});
