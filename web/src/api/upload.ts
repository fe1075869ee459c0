/** Sends files and tells how much has gone; `fetch` cannot tell that. */
import { headersFor, tellSignedOut } from "./client";
import { reportReached, reportUnreached } from "./connection";
import { ApiError, type ErrorBody, OfflineError } from "./errors";

/** Posts a form. `onProgress` hears the share that was sent, from 0 to 1. Errors are those of `request`. */
export function upload<T>(path: string, form: FormData, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", path);
    headersFor("POST").forEach((value, name) => {
      call.setRequestHeader(name, value);
    });
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onload = () => {
      reportReached();
      const body = read(call.responseText);
      if (call.status >= 200 && call.status < 300) {
        resolve(body as T);
        return;
      }
      if (call.status === 401) tellSignedOut();
      reject(new ApiError(call.status, body as ErrorBody));
    };
    call.onerror = () => {
      reportUnreached();
      reject(new OfflineError());
    };
    call.send(form);
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
