/** How sure we are of a layout: read whole, read in part, or not found. */
export const CONFIANCES_TRACE = ["lu", "partiel", "non-trouve"] as const;
export type ConfianceTrace = (typeof CONFIANCES_TRACE)[number];

export type TraceMillesime = {
  readonly annee: number;
  readonly confiance: ConfianceTrace;
  /** What differs from the vintage before. */
  readonly ecart: string;
  /** Headers of its open file as they were met; of a vintage read in part, those of the neighbour with what was seen. */
  readonly entetes: readonly string[];
};

const OUVERT_2018 =
  "REG LIBREG DEP LIBDEP EPCI LIBEPCI DROIT DEPCOM CODEPOSTAL LIBCOM NUMVOIE INDREP TYPVOIE NOMVOIE NUMAPPT NUMBOITE ESC COULOIR ETAGE COMPLIDENT ENTREE BAT IMMEU COMPLGEO LIEUDIT QPV TYPECONST NBPIECE SURFHAB CONSTRUCT LOCAT PATRIMOINE ORIGINE FINAN FINANAUTRE CONV NUMCONV DATCONV NEWLOGT CUS DPEDATE DPEENERGIE DPESERRE SRU_EXPIR SRU_ALINEA CODSEGPATRIM LIBSEGPATRIM".split(
    " ",
  );

const TETE_DIDO =
  "REG_CODE REG_LIBELLE LIBREG DEP_CODE DEP_LIBELLE LIBDEP EPCI_CODE EPCI_LIBELLE LIBEPCI DEPCOM CODEPOSTAL LIBCOM NUMVOIE INDREP TYPVOIE NOMVOIE ETAGE COMPLGEO LIEUDIT QPV_CODE QPV_LIBELLE DROIT_CODE DROIT_LIBELLE TYPECONST_CODE TYPECONST_LIBELLE NBPIECE SURFHAB CONSTRUCT LOCAT PATRIMOINE ORIGINE FINAN_CODE FINAN_LIBELLE FINANAUTRE CONV NUMCONV DATCONV NEWLOGT_CODE NEWLOGT_LIBELLE CUS DPEDATE DPEENERGIE DPESERRE SRU_EXPIR SRU_ALINEA CODSEGPATRIM LIBSEGPATRIM PMR_CODE PMR_LIBELLE".split(
    " ",
  );

const DIDO_2023 = [
  ...TETE_DIDO,
  ..."PLG_VOIE EPSG X Y PLG_QP PLG_IRIS2022_CODE PLG_IRIS2022_LIBELLE PLG_ZUS PLG_ZFU PLG_QVA QUALITE_VOIE QUALITE_NUMERO QUALITE_XY DISTANCE_PRECISION QUALITE_QP QUALITE_IRIS QUALITE_ZUS QUALITE_ZFU QUALITE_QVA COMAQP COMAZUS COMIRIS UU2020 AAV2020 ZE2020".split(
    " ",
  ),
];

const DIDO_2025 = [
  ...TETE_DIDO,
  ..."PLG_VOIE EPSG X Y PLG_QP24 PLG_QP15 PLG_IRIS2024_CODE PLG_IRIS2024_LIBELLE PLG_ZUS PLG_QVA QUALITE_VOIE QUALITE_NUMERO QUALITE_XY DISTANCE_PRECISION QUALITE_QP24 QUALITE_QP15 QUALITE_IRIS QUALITE_ZUS QUALITE_QVA COMAQP COMAZUS UU2020 AAV2020 ZE2020".split(
    " ",
  ),
];

/** The open files of RPLS, year by year, as published or as they were seen in public reuses (SDES, data.gouv.fr, DiDo). Each is read as it is. */
export const TRACES_RPLS: readonly TraceMillesime[] = [
  {
    annee: 2019,
    confiance: "partiel",
    ecart: "Noms en minuscules ; le fichier ouvert au logement n’a pas été trouvé, seul un agrégat l’a été.",
    entetes: OUVERT_2018.map((nom) => nom.toLowerCase()),
  },
  {
    annee: 2020,
    confiance: "partiel",
    ecart: "PLG_IRIS en plus : quatre chiffres, à la suite du code de la commune.",
    entetes: [...OUVERT_2018, "PLG_IRIS"],
  },
  {
    annee: 2021,
    confiance: "non-trouve",
    ecart: "Fichiers par région, géolocalisés ; l’en-tête n’a pas été trouvé : celui de 2020 avec le point.",
    entetes: [...OUVERT_2018, "PLG_IRIS", "X", "Y"],
  },
  {
    annee: 2022,
    confiance: "partiel",
    ecart: "PLG_QP vu dans un fichier restreint, qui porte aussi MODE.",
    entetes: [...OUVERT_2018, "X", "Y", "PLG_QP"],
  },
  {
    annee: 2023,
    confiance: "partiel",
    ecart: "DiDo : codes et libellés en paires, PLG_QP ; la tête est celle de 2025.",
    entetes: DIDO_2023,
  },
  {
    annee: 2024,
    confiance: "non-trouve",
    ecart: "Entre 2023 et 2025 : PLG_QP ou PLG_QP24, l’un ou l’autre est lu.",
    entetes: DIDO_2023.map((nom) => (nom === "PLG_QP" ? "PLG_QP24" : nom)),
  },
  {
    annee: 2025,
    confiance: "lu",
    ecart: "PLG_QP devient PLG_QP24 et PLG_QP15 ; plus de zone franche.",
    entetes: DIDO_2025,
  },
];

export const LIBELLE_CONFIANCE_TRACE: Readonly<Record<ConfianceTrace, string>> = {
  lu: "Lu en entier",
  partiel: "Lu en partie",
  "non-trouve": "Non trouvé, supposé",
};
