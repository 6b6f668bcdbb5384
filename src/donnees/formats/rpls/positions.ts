/**
 * The 64 positions of the collecte file, which has no column names (arrêté du 5 janvier 2010, annexe). One map for every year: a position that
 * changed meaning gives the year of its name, and its former name.
 */
type Position = { readonly nom: string; readonly depuis?: number; readonly avant?: string };

const POSITIONS: readonly Position[] = [
  ..."IDENT_REP IDENT_INT DROIT DEPCOM CODEPOSTAL LIBCOM NUMVOIE INDREP TYPVOIE NOMVOIE NUMAPPT NUMBOITE ESC COULOIR ETAGE COMPLIDENT ENTREE BAT IMMEU COMPLGEO LIEUDIT"
    .split(" ")
    .map((nom) => ({ nom })),
  // QPV replaced ZUS on 1 January 2015: an earlier « 1 » tells nothing of a QPV.
  { nom: "QPV", depuis: 2015, avant: "ZUS" },
  ..."TYPECONST NBPIECE SURFHAB CONSTRUCT LOCAT PATRIMOINE ORIGINE RSEXPRO SIRETEXPRO FINAN FINANAUTRE CONV NUMCONV DATCONV SORTIEPATRIM OLDLOGT NEWLOGT MODE BAIL MODESURF SURFMODE LOYERPRINC LOYERACC CONTRIB CUS DPEDATE DPEENERGIE DPESERRE SRU_EXPIR SRU_ALINEA IDENTGES CODSEGPATRIM LIBSEGPATRIM LOYERMAXAPL LOYERMAXCUS QUALACQ MISCOMMERCIAL PRIXVENTE PRODFIN REMLOCDATE CONTRESLOG COMMENTAIRE"
    .split(" ")
    .map((nom) => ({ nom })),
];

/** Column names, in order, of a collecte file of this year. */
export function listPositions(annee: number): readonly string[] {
  return POSITIONS.map(({ nom, depuis, avant }) => (depuis !== undefined && annee < depuis ? (avant ?? nom) : nom));
}
