import { composeLu } from "#donnees/lectures/droit/lecture.ts";
import { type DroitCompose, findContradictions, latestJeux, valeursDe } from "#droit/regles/composer.ts";
import { changesDerivation } from "#droit/regles/derivation.ts";
import { type Enregistrement, type Jeu, nameEnregistrement } from "#droit/regles/enregistrement.ts";
import { DROIT_LIVRE, JEUX_LIVRES } from "#droit/regles/livre.ts";
import { type DefautJeu, verifyJeu } from "#droit/regles/verifier-jeu.ts";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type JeuLu, readJeu } from "../../lectures/droit/lire-jeu.ts";
import { type CleEditeur, hashContenu, verifySignature } from "../../lectures/droit/signature.ts";
import { requireTenue } from "../../lectures/droit/tenue.ts";

/** Differences between a set and the law currently read. */
export type EffetJeu = {
  readonly jeu: Jeu;
  readonly cle: string;
  readonly ajoutes: readonly Enregistrement[];
  /** Same code and first day, with another value, source or confidence. */
  readonly corriges: readonly { readonly avant: Enregistrement; readonly apres: Enregistrement }[];
  readonly retires: readonly Enregistrement[];
};

type DroitBase = Pick<Base, "acteur" | "droit">;

/**
 * Computes what the file would change; nothing is kept. Refuses `droit-illisible`, `droit-non-signe`, `droit-signature`, `droit-invalide` (each
 * record
 * named), `droit-version-ancienne`, `droit-contredit-saisie`.
 */
export async function previewJeu(base: DroitBase, fichier: string, cles: readonly CleEditeur[]): Promise<EffetJeu> {
  return (await examine(base, fichier, cles)).effet;
}

/** Imports the set: every process reads it from the next question on. Refuses as `previewJeu`, and `droit-absent`. */
export function importerJeu(base: Base, fichier: string, cles: readonly CleEditeur[]): Promise<EffetJeu> {
  return base.transaction(async (tx) => {
    await tx.droit.lock();
    const { lu, effet } = await examine(tx, fichier, cles);
    const { jeu, cle } = effet;
    const [importes, saisies] = [await tx.droit.jeux(), await tx.droit.saisies()];
    if (changesDerivation(composeLu(importes, saisies).droit, composeLu([...importes, lu], saisies).droit)) {
      await tx.droit.marquerDerivations();
    }
    await tx.droit.addJeu({ jeu, cle, empreinte: hashContenu(lu.signe), importePar: tx.acteur.nom });
    const objet = `droit:${jeu.nom}:${jeu.version}`;
    await tx.journal.ecrire({ acte: "droit-importe", ressource: "perimetre", epci: null, objet });
    return effet;
  });
}

async function examine(base: DroitBase, fichier: string, cles: readonly CleEditeur[]) {
  requireTenue(base.acteur);
  const lu = readJeu(fichier);
  const { empreinte } = verifySignature(lu, cles);
  const [importes, saisies] = await Promise.all([base.droit.jeux(), base.droit.saisies()]);
  const held = latestJeux([...JEUX_LIVRES, ...importes.map(({ jeu }) => jeu)]);
  refuseDefauts(lu.jeu, [
    ...verifyJeu(lu.jeu, DROIT_LIVRE, (code) => valeursDe(DROIT_LIVRE, code)),
    ...declaresOthers(lu.jeu),
    ...findContradictions([...held, lu.jeu]),
  ]);
  const former = held.find(({ editeur, nom }) => editeur === lu.jeu.editeur && nom === lu.jeu.nom) ?? null;
  refuseAncienne(lu.jeu, former);
  refuseContredits(lu, composeLu([...importes, lu], saisies));
  return {
    lu,
    effet: { jeu: lu.jeu, cle: empreinte, ...compare(former?.enregistrements ?? [], lu.jeu.enregistrements) },
  };
}

/** Declarations that differ from this version of Blaise, which holds the rules that read them: a set may only repeat them. */
function declaresOthers({ parametres }: Jeu): readonly DefautJeu[] {
  return parametres
    .filter((one) => DROIT_LIVRE.get(one.code)?.forme !== one.forme)
    .map(({ code }) => ({
      enregistrement: code,
      raison: "ce paramètre n’est pas déclaré ainsi par cette version de Blaise",
    }));
}

function refuseDefauts(jeu: Jeu, defauts: readonly DefautJeu[]): void {
  if (defauts.length === 0) return;
  const shown = defauts
    .slice(0, 10)
    .map(({ enregistrement, raison }) => (enregistrement === null ? raison : `${enregistrement} : ${raison}`));
  const more = defauts.length > shown.length ? ` (et ${defauts.length - shown.length} autres)` : "";
  throw new Refus(
    "droit-invalide",
    `Le jeu « ${jeu.nom} » ne peut pas être lu : ${shown.join(" ; ")}${more}. Rien n’a été importé.`,
    { defauts },
  );
}

function refuseAncienne(jeu: Jeu, former: Jeu | null): void {
  if (former === null || former.version < jeu.version) return;
  throw new Refus(
    "droit-version-ancienne",
    `La version ${jeu.version} du jeu « ${jeu.nom} » n’est pas après celle qui est déjà là (${former.version}). Rien n’a été importé.`,
    { version: former.version },
  );
}

/** A record that two persons confirmed may not be contradicted by a set: they must set it aside first. An equal value is no contradiction. */
function refuseContredits({ jeu }: JeuLu, { ecartees }: DroitCompose): void {
  const contredites = ecartees.filter(({ saisie }) => {
    const same = jeu.enregistrements.find(
      (one) => one.code === saisie.code && one.depuis === saisie.depuis && one.territoire === saisie.territoire,
    );
    return same === undefined || canonicalJson(same.valeur) !== canonicalJson(saisie.valeur);
  });
  if (contredites.length === 0) return;
  throw new Refus(
    "droit-contredit-saisie",
    `Le jeu « ${jeu.nom} » contredit ce qui a été saisi ici : ${contredites
      .map(({ saisie }) => `n° ${saisie.id}, ${nameEnregistrement(saisie)}`)
      .join(" ; ")}. Écartez d’abord ces saisies, avec leur motif. Rien n’a été importé.`,
    { saisies: contredites.map(({ saisie }) => saisie.id) },
  );
}

function compare(
  avant: readonly Enregistrement[],
  apres: readonly Enregistrement[],
): Pick<EffetJeu, "ajoutes" | "corriges" | "retires"> {
  const key = ({ code, territoire, depuis }: Enregistrement) => `${code}\n${territoire ?? ""}\n${depuis}`;
  const before = new Map(avant.map((one) => [key(one), one]));
  const after = new Set(apres.map(key));
  return {
    ajoutes: apres.filter((one) => !before.has(key(one))),
    corriges: apres.flatMap((one) => {
      const former = before.get(key(one));
      return former && canonicalJson(former) !== canonicalJson(one) ? [{ avant: former, apres: one }] : [];
    }),
    retires: avant.filter((one) => !after.has(key(one))),
  };
}
