import { createHash } from "node:crypto";
import { findValeur } from "#droit/regles/parametre.ts";
import { SEUIL_SECRET } from "#droit/regles/seuil-secret.ts";
import type { Masque } from "#socle/calculs/secret/masquer.ts";
import type { MotifSecret, Systeme } from "#socle/calculs/secret/systeme.ts";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { listAbsents } from "../../lectures/absents.ts";
import { type Assemblage, assembler, gelesOf } from "../../lectures/diffusion/assembler.ts";
import { readAnnee } from "../../lectures/diffusion/attributions.ts";
import { type Avancement, calculerSecret } from "../../lectures/diffusion/calculer-secret.ts";
import type { Matiere } from "../../lectures/diffusion/jeu.ts";
import { readAttentes } from "../../lectures/diffusion/jeux-attentes.ts";
import { buildJeuxAttributions, isJugee, type Sources } from "../../lectures/diffusion/jeux-attributions.ts";
import { readDemandes } from "../../lectures/diffusion/jeux-demandes.ts";
import { readParcPublic } from "../../lectures/diffusion/jeux-parc.ts";
import { readReserves } from "../../lectures/diffusion/jeux-reserves.ts";
import { readSalaries } from "../../lectures/diffusion/jeux-salaries.ts";
import { masquerJeu } from "../../lectures/diffusion/masquer-jeu.ts";
import type { Controle, Diffusion, JeuPublie, NombreGele, SystemeGele } from "../../lectures/diffusion/ports.ts";
import { type Connu, readReferences } from "../../lectures/diffusion/references.ts";
import { statutRelations, verdictRelations } from "../../lectures/diffusion/statuts.ts";
import { CONTRIBUTEURS_MIN, SEUIL_DOMINANCE } from "../../regles/diffusion/secret-statistique.ts";

/** One of these fields is enough to class a household. */
const RESSOURCES = ["quartileDeclare", "revenuMensuel"] as const;

type Parametres = { readonly seuil: number; readonly dominance: number; readonly contributeursMin: number };

function parametresSecret(aujourdhui: string): Parametres {
  return {
    seuil: findValeur(SEUIL_SECRET, aujourdhui).valeur,
    dominance: findValeur(SEUIL_DOMINANCE, aujourdhui).valeur,
    contributeursMin: findValeur(CONTRIBUTEURS_MIN, aujourdhui).valeur,
  };
}

/**
 * Prepares a release of everything published in the territory: reads the signatories' figures, masks, audits with all earlier releases, and stores
 * the result. An unsure audit is stored too, as refused, with its reason. Refuses `diffusion-vide`.
 */
export async function preparerDiffusion(
  base: Base,
  { epci, aujourdhui }: { readonly epci: string; readonly aujourdhui: string },
  avance?: Avancement,
): Promise<Diffusion> {
  const parametres = parametresSecret(aujourdhui);
  const etatTerritoire = await base.territoires.etat(epci);
  const historique = await base.diffusions.systemes(epci);
  const connus = await readReferences(base, epci);
  const matiere = await readMatiere(base, epci, { ...parametres, historique, connus });
  if (matiere.jeux.length === 0) {
    throw new Refus(
      "diffusion-vide",
      "Rien n’est publié sur ce territoire : il n’y a rien à diffuser. Déposez et publiez d’abord les fichiers du parc et des attributions.",
      { epci },
    );
  }
  const publique = await base.diffusions.publique(epci);
  const assemblage = assembler({ ...matiere, connus }, historique, parametres.seuil);
  const begin = performance.now();
  const masque = await calculerSecret(assemblage.systeme, avance);
  const controle = controleOf({
    matiere,
    assemblage,
    masque,
    parametres,
    dureeMs: Math.round(performance.now() - begin),
  });
  const jeux = maskAll(matiere, assemblage, masque, { seuil: parametres.seuil, precedents: publique?.jeux ?? [] });
  const systeme = geler(assemblage.systeme, masque);
  const empreinte = createHash("sha256").update(canonicalJson({ jeux, systeme })).digest("hex");
  return base.transaction(async (tx) => {
    const diffusion = await tx.diffusions.prepare({
      epci,
      etat: controle.sure ? "preparee" : "refusee",
      controle,
      empreinte,
      etatTerritoire,
      jeux,
      systeme,
    });
    const objet = `diffusion:${diffusion.numero}`;
    await tx.journal.ecrire({ acte: "diffusion-preparee", ressource: "indicateur-publie", epci, objet });
    return diffusion;
  });
}

/** `corriges`: numbers kept as released, although the files now count otherwise. */
type MatiereDiffusee = Matiere & { readonly corriges: number };

type Lecture = Parametres & { readonly historique: readonly SystemeGele[]; readonly connus: readonly Connu[] };

async function readMatiere(
  base: Base,
  epci: string,
  { historique, connus, ...parametres }: Lecture,
): Promise<MatiereDiffusee> {
  const { seuil } = parametres;
  const [annees, sources] = await Promise.all([base.cubes.annees(epci), readSources(base, epci, connus.length > 0)]);
  const geles = gelesOf(historique);
  const lues = await Promise.all(annees.map((annee) => readAnnee(base, { epci, annee, seuil }, geles)));
  const anterieures = [...geles.keys()];
  const completes = lues.flatMap(({ annee, complete }) => (complete ? [annee] : []));
  const statuts = lues
    .filter(isJugee)
    .flatMap(({ annee, bailleurs, objectifs: territoire }) => [
      ...verdictRelations(annee, territoire),
      ...bailleurs.flatMap(({ siren, objectifs }) => (objectifs ? statutRelations(annee, siren, objectifs) : [])),
    ]);
  const autres = await Promise.all([
    readSalaries(base, { epci, annees: completes, seuil, source: sources.attributions }),
    readAttentes(base, {
      epci,
      annee: lues.findLast(({ complete }) => complete) ?? null,
      seuil,
      source: sources.attributions,
    }),
    readDemandes(base, epci, seuil),
    readParcPublic(base, epci, parametres),
    readReserves(base, { epci, regle: parametres, anterieures }),
  ]);
  return {
    jeux: [...buildJeuxAttributions(lues, sources), ...autres.flatMap(({ jeux }) => jeux)],
    cellules: [...lues, ...autres].flatMap(({ cellules }) => cellules),
    relations: [...[...lues, ...autres].flatMap(({ relations }) => relations), ...statuts],
    corriges: lues.reduce((sum, { corriges }) => sum + corriges, 0),
  };
}

async function readSources(base: Base, epci: string, references: boolean): Promise<Sources> {
  const absents = listAbsents(await base.lots.champsAbsents(epci), "sne-attributions");
  const lots = (await base.cubes.sources(epci)).filter(({ source }) => source === "sne-attributions");
  const cited = lots.map(({ fichier, lot }) => `${fichier}, lot ${lot}`).join(" ; ");
  return {
    attributions: `${LIBELLE_SOURCE["sne-attributions"]} (${cited})`,
    references,
    ressources: RESSOURCES.every((champ) => absents.includes(champ)) ? "pas-dans-le-fichier" : "inconnu",
  };
}

function maskAll(
  { jeux }: Matiere,
  { systeme, geles }: Assemblage,
  { masquees }: Masque,
  { seuil, precedents }: { readonly seuil: number; readonly precedents: readonly JeuPublie[] },
): readonly JeuPublie[] {
  const masquage = {
    masquees,
    geles,
    seuil,
    precedents: new Map(precedents.map((jeu) => [jeu.figure.code, jeu])),
    valeurs: new Map(systeme.cellules.map(({ cle, valeur }) => [cle, valeur])),
  };
  return jeux.map((jeu) => masquerJeu(jeu, masquage));
}

function geler({ cellules, relations }: Systeme, { masquees, concedees }: Masque): SystemeGele {
  const nombres = cellules.map(
    ({ cle, valeur, entiere, motif, amplitude }): NombreGele => ({
      cle,
      valeur,
      entiere,
      motif,
      amplitude: concedees.get(cle) ?? amplitude,
      publie: !masquees.has(cle),
    }),
  );
  return { nombres, relations };
}

type Resultat = {
  readonly matiere: MatiereDiffusee;
  readonly assemblage: Assemblage;
  readonly masque: Masque;
  readonly parametres: Parametres;
  readonly dureeMs: number;
};

function controleOf({ matiere, assemblage, masque, parametres, dureeMs }: Resultat): Controle {
  const { masquees, impossibles, concedees, audit } = masque;
  const own = new Set(matiere.cellules.filter(({ etat }) => etat !== "masquee").map(({ cle }) => cle));
  const cellules = assemblage.systeme.cellules.filter(({ cle }) => own.has(cle));
  const masked = cellules.filter(({ cle }) => masquees.has(cle));
  const primaires: Partial<Record<MotifSecret, number>> = {};
  for (const { motif } of masked) if (motif !== null) primaires[motif] = (primaires[motif] ?? 0) + 1;
  const households = new Set(
    assemblage.systeme.cellules.filter(({ motif }) => motif === "effectif" || motif === "groupe").map(({ cle }) => cle),
  );
  const widths = audit.intervalles
    .filter(({ cle }) => households.has(cle) && !concedees.has(cle))
    .map(({ largeur }) => largeur);
  return {
    ...parametres,
    nombres: cellules.length,
    publies: cellules.length - masked.length,
    primaires,
    secondaires: masked.filter(({ motif }) => motif === null).length,
    anterieurs: assemblage.geles.size,
    corriges: matiere.corriges + assemblage.corriges,
    audites: audit.intervalles.length,
    dangereux: audit.dangereuses.length,
    concedes: concedees.size,
    largeurMin: widths.length === 0 ? null : Math.min(...widths),
    resolutions: audit.resolutions,
    dureeMs,
    sure: audit.sure && impossibles.length === 0,
    defaut: audit.defaut,
  };
}
