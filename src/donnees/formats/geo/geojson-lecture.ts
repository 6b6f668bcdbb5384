import type { ListePerimetres } from "#droit/regles/generation-qpv.ts";
import { decodeTexte, type Encodage } from "../decode/encodage.ts";
import { foldEntete } from "../decode/entete.ts";
import type { ReleveOctets } from "../decode/releve-octets.ts";
import type { Anomalie, ColonneLue, Fichier, Lecture, LectureOptions, LigneLue } from "../lecture.ts";
import { refusals } from "../refusals.ts";
import type { CommuneRow, QpvRow } from "../rows.ts";
import { Defaut, warn } from "../values/defaut.ts";
import { isCommune, NOMS_COMMUNES, readCommune } from "./communes.ts";
import { epsgOf, findProjection, isObjet, type Objet, projectPolygones, readPolygones } from "./contour.ts";
import type { Entite } from "./entite.ts";
import { readProprietes } from "./proprietes.ts";
import { isQpv, NOMS_QPV, readQpv } from "./qpv.ts";

/** All neighbourhoods of France weigh 11 MB; larger files are still read whole, up to this size. */
const TAILLE_MAX = 150_000_000;

/** Reads perimeters or communes. `ligne` is the rank of the entity in the file, from 1: GeoJSON has no lines. */
export async function openGeojsonLecture(
  fichier: Fichier,
  releve: ReleveOctets & { readonly encodage: Encodage },
  options: LectureOptions,
): Promise<Lecture> {
  const collection = await readCollection(fichier, releve.encodage);
  const features = collection.features;
  if (!Array.isArray(features))
    throw refusals.geojsonIllisible(fichier.nom, "il ne contient pas de liste d’entités (« features »)");
  if (features.length === 0) throw refusals.aucuneLigne(fichier.nom);
  const first = readProprietes(propertiesOf(features[0]), options.colonnes);
  const source = options.source ?? (isQpv(first) ? "qpv" : isCommune(first) ? "communes" : null);
  if (source !== "qpv" && source !== "communes") {
    const cherche = `QPV (${Object.values(NOMS_QPV).flat().join(", ")}) ; communes (${Object.values(NOMS_COMMUNES).flat().join(", ")})`;
    throw refusals.sourceInconnue(fichier.nom, {
      entetes: Object.keys(propertiesOf(features[0])),
      separateur: null,
      cherche,
    });
  }
  const common = {
    releve: {
      sha256: releve.sha256,
      format: "geojson",
      encodage: releve.encodage.nom,
      separateur: null,
      ligneEntete: 1,
    },
    colonnes: describe(features, source === "qpv" ? NOMS_QPV : NOMS_COMMUNES, options.colonnes),
    periodeAnnoncee: null,
    // Entities of one code are put together, never rejected for being two.
    complete: null,
    bruts: async () => new Map<number, Uint8Array>(),
  } as const;
  const declared = epsgOf(collection);
  if (source === "communes") {
    const lignes = readEntites(features, declared, options, readCommune);
    return { ...common, source, profil: "communes", champsAbsents: [], lots: once<CommuneRow>(lignes) };
  }
  const lignes = readEntites(features, declared, options, readQpv);
  return {
    ...common,
    source,
    profil: `qpv-${findGeneration(fichier.nom, lignes)}`,
    champsAbsents: [],
    lots: once<QpvRow>(lignes),
  };
}

async function readCollection(fichier: Fichier, encodage: Encodage): Promise<Objet> {
  if (fichier.taille > TAILLE_MAX) throw refusals.geojsonIllisible(fichier.nom, "il dépasse 150 Mo");
  let texte = "";
  for await (const bloc of decodeTexte(fichier.open(), encodage)) texte += bloc;
  try {
    const parsed: unknown = JSON.parse(texte);
    if (isObjet(parsed)) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusals.geojsonIllisible(fichier.nom, "le texte est coupé ou mal formé");
}

function propertiesOf(feature: unknown): Objet {
  const properties = isObjet(feature) ? feature.properties : undefined;
  return isObjet(properties) ? properties : {};
}

type Groupe<Row> = { row: Row & { readonly contour: QpvRow["contour"] }; ligne: number; anomalies: Anomalie[] };

/** Entities of one code are one perimeter (a neighbourhood over two communes is two entities): the first one's rank is the line. */
function readEntites<Row extends object>(
  features: readonly unknown[],
  declared: number | null,
  options: Pick<LectureOptions, "colonnes">,
  read: (proprietes: ReturnType<typeof readProprietes>) => Entite<Row>,
): LigneLue<Row & { readonly contour: QpvRow["contour"] }>[] {
  const groupes = new Map<string, Groupe<Row>>();
  const autres: LigneLue<never>[] = [];
  features.forEach((feature, i) => {
    const ligne = i + 1;
    const { row, cle, defauts } = read(readProprietes(propertiesOf(feature), options.colonnes));
    const shape = readContour(feature, declared);
    const all = [...defauts, ...shape.defauts].map((defaut) => toAnomalie(defaut, ligne, cle));
    if (row === null || shape.contour === null) {
      autres.push({ kind: "rejetee", ligne, brut: Buffer.from(JSON.stringify(feature), "utf8"), anomalies: all });
      return;
    }
    const known = groupes.get(cle);
    if (!known) {
      groupes.set(cle, { row: { ...row, contour: shape.contour }, ligne, anomalies: all });
      return;
    }
    known.row = merge(known.row, row, shape.contour);
    known.anomalies.push(...all);
    autres.push({ kind: "ecartee", ligne, anomalies: [] });
  });
  const acceptees = [...groupes.values()].map(({ row, ligne, anomalies }) => ({
    kind: "acceptee" as const,
    ligne,
    row,
    anomalies,
  }));
  return [...acceptees, ...autres].sort((a, b) => a.ligne - b.ligne);
}

function merge<Row extends object>(
  known: Groupe<Row>["row"],
  row: Row,
  contour: QpvRow["contour"],
): Groupe<Row>["row"] {
  const joined = { type: "MultiPolygon" as const, coordinates: [...known.contour.coordinates, ...contour.coordinates] };
  const communes = "communes" in known && "communes" in row ? [known.communes, row.communes].flat() : null;
  return { ...known, ...(communes ? { communes: [...new Set(communes)] } : {}), contour: joined };
}

function readContour(
  feature: unknown,
  declared: number | null,
): { contour: QpvRow["contour"] | null; defauts: Defaut<unknown>[] } {
  const polygones = readPolygones(isObjet(feature) ? feature.geometry : null);
  const first = polygones?.[0]?.[0]?.[0];
  if (!polygones || !first) {
    return {
      contour: null,
      defauts: [
        new Defaut(
          "LIG",
          "contour-invalide",
          "L’entité n’a pas de contour lisible (Polygon ou MultiPolygon). Corrigez-la ou retirez-la.",
        ),
      ],
    };
  }
  const projection = findProjection(declared, first);
  if (projection === null) {
    return {
      contour: null,
      defauts: [
        new Defaut(
          "LIG",
          "contour-hors-france",
          "Le contour tombe hors de France, ou son système de coordonnées n’est pas connu. Exportez-le en WGS84.",
        ),
      ],
    };
  }
  const defauts = projection.isInverse
    ? [warn<string>("coordonnees-inversees", "La latitude est écrite avant la longitude : remises dans l’ordre.")]
    : [];
  return { contour: { type: "MultiPolygon", coordinates: projectPolygones(polygones, projection.projeter) }, defauts };
}

function toAnomalie(defaut: Defaut<unknown>, ligne: number, valeur: string): Anomalie {
  return { code: defaut.code, gravite: defaut.gravite, ligne, colonne: null, valeur, message: defaut.message };
}

/** A lot holds one list, which gives its period. */
function findGeneration(nom: string, lignes: readonly LigneLue<QpvRow>[]): ListePerimetres {
  const generations = new Set(lignes.flatMap((ligne) => (ligne.kind === "acceptee" ? [ligne.row.generation] : [])));
  if (generations.size > 1) throw refusals.generationsMelangees(nom);
  return generations.values().next().value ?? 2024;
}

function describe(
  features: readonly unknown[],
  noms: Readonly<Record<string, readonly string[]>>,
  colonnes: Readonly<Record<string, string>> = {},
): readonly ColonneLue[] {
  const known = new Map(
    Object.values(noms).flatMap((names) => names.map((name) => [foldEntete(name), names[0] ?? name])),
  );
  const sample = features.slice(0, 20).map(propertiesOf);
  const renames = new Map(Object.entries(colonnes).map(([theirs, ours]) => [foldEntete(theirs), foldEntete(ours)]));
  return Object.keys(sample[0] ?? {}).map((entete) => {
    const values = sample
      .map((properties) => properties[entete])
      .filter((value) => typeof value === "string" || typeof value === "number");
    const plie = foldEntete(entete);
    const exemples = [...new Set(values.map((value) => String(value)))].slice(0, 3);
    return { entete, colonne: known.get(renames.get(plie) ?? plie) ?? null, exemples };
  });
}

async function* once<Row>(lignes: readonly LigneLue<Row>[]): AsyncGenerator<readonly LigneLue<Row>[]> {
  yield lignes;
}
