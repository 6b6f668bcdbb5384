import {
  type CircleLayerSpecification,
  type GeoJSONSource,
  Map as MapLibre,
  type StyleSpecification,
  setWorkerUrl,
} from "maplibre-gl";

/** Properties of a point of `residences.geojson`. */
export type Residence = {
  readonly properties: {
    readonly cle: string;
    readonly nom: string;
    readonly dit: string;
    readonly lieu: string;
    /** Address of the résidence's page; empty: none. */
    readonly fiche: string;
  };
  readonly geometry: { readonly coordinates: [number, number] };
};

export type Points = { readonly type: "FeatureCollection"; readonly features: readonly Residence[] };

export type OuvertureMoteur = {
  readonly place: HTMLElement;
  /** Address of the worker's script: a file of ours, so the page's policy needs no `blob:`. */
  readonly ouvrier: string;
  readonly points: Points;
  readonly communes: object;
  readonly qpv: object;
  /** Address of raster tiles with {z}, {x} and {y}; null: none. */
  readonly tuiles: string | null;
  readonly onChoose: (cle: string) => void;
  /** Keys of the résidences in sight. */
  readonly onMove: (visibles: ReadonlySet<string>) => void;
};

export type Moteur = {
  readonly zoom: (pas: number) => void;
  readonly showAll: () => void;
  readonly choose: (cle: string, point: [number, number]) => void;
  readonly close: () => void;
};

const ENCRE = "#1d2733";
const TRAIT = "#66748a";
const OCRE = "#8a4b00";

/** Throws an error named « WebglAbsent » where WebGL is missing. */
export function openMoteur(ouverture: OuvertureMoteur): Moteur {
  const { place, ouvrier, points, onChoose, onMove } = ouverture;
  refuseWithoutWebgl();
  setWorkerUrl(new URL(ouvrier, location.href).href);
  const bounds = boundsOf(points);
  const map = new MapLibre({
    container: place,
    style: styleOf(ouverture),
    bounds,
    fitBoundsOptions: { padding: 30 },
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    // A finger that scrolls the page must not move the map.
    cooperativeGestures: true,
    locale: LOCALE,
  });
  map.touchZoomRotate.disableRotation();
  const tell = () => onMove(visibles(map, points));
  map.on("moveend", tell);
  map.once("load", tell);
  map.on("click", "residences", ({ features }) => {
    const cle = features?.[0]?.properties.cle;
    if (typeof cle === "string") onChoose(cle);
  });
  map.on("mouseenter", "residences", () => {
    map.getCanvas().classList.add("survol");
  });
  map.on("mouseleave", "residences", () => {
    map.getCanvas().classList.remove("survol");
  });
  return {
    zoom: (pas) => map.easeTo({ zoom: map.getZoom() + pas }),
    showAll: () => map.fitBounds(bounds, { padding: 30 }),
    choose: (cle, point) => choose(map, cle, point),
    close: () => map.remove(),
  };
}

const LOCALE = {
  "Map.Title": "Carte des résidences : flèches pour se déplacer, + et − pour zoomer",
  "CooperativeGesturesHandler.WindowsHelpText": "Ctrl et molette pour zoomer",
  "CooperativeGesturesHandler.MacHelpText": "⌘ et molette pour zoomer",
  "CooperativeGesturesHandler.MobileHelpText": "Deux doigts pour déplacer la carte",
};

function refuseWithoutWebgl(): void {
  const context = document.createElement("canvas").getContext("webgl2");
  if (context) {
    context.getExtension("WEBGL_lose_context")?.loseContext();
    return;
  }
  const absent = new Error("no WebGL");
  absent.name = "WebglAbsent";
  throw absent;
}

function choose(map: MapLibre, cle: string, point: [number, number]): void {
  const mark = () => map.setFilter("choisie", ["==", ["get", "cle"], cle]);
  if (map.isStyleLoaded()) mark();
  else map.once("load", mark);
  if (!map.getBounds().contains(point) || map.getZoom() < 13) {
    map.easeTo({ center: point, zoom: Math.max(map.getZoom(), 13) });
  }
}

/** Read from all the points rather than from what is drawn: the answer does not depend on loaded tiles. */
function visibles(map: MapLibre, { features }: Points): ReadonlySet<string> {
  const bounds = map.getBounds();
  const inside = features.filter(({ geometry }) => bounds.contains(geometry.coordinates));
  return new Set(inside.map(({ properties }) => properties.cle));
}

function boundsOf({ features }: Points): [[number, number], [number, number]] {
  const xs = features.map(({ geometry }) => geometry.coordinates[0]);
  const ys = features.map(({ geometry }) => geometry.coordinates[1]);
  // Mainland France when there is no point.
  if (xs.length === 0)
    return [
      [-5, 41.5],
      [9.5, 51],
    ];
  return [
    [Math.min(...xs), Math.min(...ys)],
    [Math.max(...xs), Math.max(...ys)],
  ];
}

type Donnees = Parameters<GeoJSONSource["setData"]>[0];

function styleOf({ points, communes, qpv, tuiles }: OuvertureMoteur): StyleSpecification {
  const geojson = (data: object) => ({ type: "geojson" as const, data: data as Donnees & object });
  return {
    version: 8,
    sources: {
      ...(tuiles ? { tuiles: { type: "raster" as const, tiles: [tuiles], tileSize: 256 } } : {}),
      communes: geojson(communes),
      qpv: geojson(qpv),
      residences: geojson(points),
    } as StyleSpecification["sources"],
    layers: [
      { id: "fond", type: "background", paint: { "background-color": "#f4f6f8" } },
      ...(tuiles
        ? [{ id: "tuiles", type: "raster" as const, source: "tuiles", paint: { "raster-opacity": 0.7 } }]
        : []),
      { id: "communes", type: "line", source: "communes", paint: { "line-color": TRAIT, "line-width": 1 } },
      { id: "qpv-aplat", type: "fill", source: "qpv", paint: { "fill-color": OCRE, "fill-opacity": 0.12 } },
      { id: "qpv", type: "line", source: "qpv", paint: { "line-color": OCRE, "line-width": 2 } },
      { id: "residences", type: "circle", source: "residences", paint: CERCLE },
      {
        id: "choisie",
        type: "circle",
        source: "residences",
        filter: ["==", ["get", "cle"], ""],
        paint: {
          "circle-radius": ["+", ["get", "rayon"], 5],
          "circle-opacity": 0,
          "circle-stroke-color": ENCRE,
          "circle-stroke-width": 4,
        },
      },
    ],
  };
}

const CERCLE: CircleLayerSpecification["paint"] & object = {
  "circle-color": ["get", "couleur"],
  "circle-radius": ["get", "rayon"],
  "circle-opacity": 0.9,
  "circle-stroke-color": "#083d54",
  "circle-stroke-width": 1,
};
