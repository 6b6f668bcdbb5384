/** Whether the request is a form, small and read whole before any route: a type is compared without the case of its letters (RFC 9110, 8.3.1). */
export function isFormulaire({ path, type }: { readonly path: string; readonly type: string | undefined }): boolean {
  return (
    !DEPOTS.test(path) && /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type ?? "")
  );
}

/** Addresses whose forms carry files of any size: read as they arrive (depot/upload.ts), never as a whole. */
export const DEPOTS =
  /\/(?:donnees\/deposer|relogement\/importer|pieces\/deposer|versions\/\d+\/accord|etapes\/documents\/[a-z0-9-]+)$/;
