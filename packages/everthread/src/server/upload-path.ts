/** Where a body may be large. */
export const UPLOAD_PATH = '/api/v1/media'
