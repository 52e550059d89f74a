/** Files on their way to a ticket: each goes by itself, can be cancelled, and sent again where that may help. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { attachmentWords } from "#client/i18n/console-attachments.ts";
import { sendAttachment } from "#client/lib/attachment-api.ts";
import { newClientId } from "#client/lib/client-id.ts";
import { reasonOf, type UploadReason, whyNotSent } from "./reasons.ts";

export interface Upload {
  readonly clientId: string;
  readonly file: File;
  /** Of what has left this machine, from 0 to 1. */
  readonly share: number;
  /** Why it was not taken; absent while it is on its way. */
  readonly reason?: UploadReason;
}

export interface Uploads {
  readonly items: readonly Upload[];
  readonly add: (files: Iterable<File>) => void;
  readonly retry: (upload: Upload) => void;
  /** Cancels what is on its way, forgets what was refused. */
  readonly drop: (upload: Upload) => void;
}

export function useUploads(ticketId: string): Uploads {
  const queries = useQueryClient();
  const notify = useNotify();
  const { t } = useWordsOf(attachmentWords);
  const [items, setItems] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<string, AbortController>());
  // What is on its way goes on when somebody looks at something else; what becomes of it is then told beside that.
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  const forget = (clientId: string) => setItems((now) => now.filter((each) => each.clientId !== clientId));
  const put = (upload: Upload) =>
    setItems((now) => now.map((each) => (each.clientId === upload.clientId ? upload : each)));

  async function send({ clientId, file }: Upload) {
    const controller = new AbortController();
    running.current.set(clientId, controller);
    const { signal } = controller;
    try {
      await sendAttachment(ticketId, {
        clientId,
        file,
        signal,
        onProgress: (share) => put({ clientId, file, share }),
      });
      await queries.invalidateQueries({ queryKey: ["tickets"] });
      forget(clientId);
    } catch (error) {
      if (signal.aborted) return;
      const reason = reasonOf(error);
      put({ clientId, file, share: 0, reason });
      if (!isShown.current) notify.problem(`${file.name}: ${t(`attachments.why.${reason}`)}`);
    } finally {
      running.current.delete(clientId);
    }
  }

  return {
    items,
    add(files) {
      const added = [...files].map((file): Upload => {
        const reason = whyNotSent(file);
        return { clientId: newClientId(Date.now()), file, share: 0, ...(reason === undefined ? {} : { reason }) };
      });
      setItems((now) => [...now, ...added]);
      for (const upload of added) if (upload.reason === undefined) void send(upload);
    },
    retry({ clientId, file }) {
      const again = { clientId, file, share: 0 };
      put(again);
      void send(again);
    },
    drop({ clientId }) {
      running.current.get(clientId)?.abort();
      forget(clientId);
    },
  };
}
